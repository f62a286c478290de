import { DataError } from '../core/index.ts';
import type { Strata } from './strata.ts';

/** A label with so many samples has some in every fold of the usual ones, and in every inner fold of those. */
const ENOUGH = 20;

const REST = '(rest)';

/** Give every sample the rarest of its labels that enough samples have, so that a split by them spreads rare labels too;
 * samples without such a label, and those of labels that are seldom the rarest, stand together.
 * @param sets ids of labels, per sample.
 * @param name of the data set, for the message.
 * @throws {DataError} If no sample has a label, or all have the same. */
export function stratifyLabelSets(
  sets: readonly (readonly number[])[],
  labelNames: readonly string[],
  name: string,
): Strata {
  const n = sets.length;
  const counts = countLabels(sets, labelNames.length);
  const enough = Math.max(2, Math.min(ENOUGH, Math.floor(n / 10)));
  const rarestFirst = [...counts.keys()]
    .filter((id) => counts[id]! >= enough)
    .sort((a, b) => counts[a]! - counts[b]!);
  const rarest = sets.map((set) => rarestFirst.find((id) => set.includes(id)));
  const held = labelNames.map((_, id) => rarest.filter((other) => other === id).length);
  const strata = rarestFirst.filter((id) => held[id]! >= enough);
  const isWhole = strata.length < 2 && (strata.length === 0 || held[strata[0]!] === n);
  return isWhole ? stratifyByOne(sets, counts, labelNames, name) : named(strata, rarest, labelNames);
}

/** By whether a sample has the label that divides the set most evenly. */
function stratifyByOne(
  sets: readonly (readonly number[])[],
  counts: readonly number[],
  labelNames: readonly string[],
  name: string,
): Strata {
  const smaller = counts.map((count) => Math.min(count, sets.length - count));
  const most = Math.max(0, ...smaller);
  if (most === 0) {
    const seen = labelNames.length === 0 ? 'none has any' : 'all have the same';
    throw new DataError(`Cannot predict the labels of the ${name} as samples must differ in them: ${seen}`);
  }
  const label = smaller.indexOf(most);
  return named(
    [label],
    sets.map((set) => (set.includes(label) ? label : undefined)),
    labelNames,
  );
}

/** @param strata ids of the labels that name one. @param labels per sample, the id of its label. */
function named(
  strata: readonly number[],
  labels: readonly (number | undefined)[],
  labelNames: readonly string[],
): Strata {
  const placeOf = new Map(strata.toSorted((a, b) => a - b).map((id, place) => [id, place]));
  const ids = labels.map((label) => placeOf.get(label!) ?? placeOf.size);
  const names = [...placeOf.keys()].map((id) => labelNames[id]!);
  return { names: ids.includes(placeOf.size) ? [...names, REST] : names, ids };
}

/** Samples with each label. */
export function countLabels(sets: readonly (readonly number[])[], nLabels: number): number[] {
  const counts = new Array<number>(nLabels).fill(0);
  for (const set of sets) for (const id of set) counts[id]! += 1;
  return counts;
}
