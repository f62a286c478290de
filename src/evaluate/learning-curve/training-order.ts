import { createRng, type Rng } from '../../core/index.ts';
import { numberGroups } from '../groups.ts';

/** Order a training part so that its first n samples are a training part of n samples: every class once, then the
 * classes in proportion. Longer beginnings hold the shorter ones. Where there are groups they come one after another,
 * whole, since new data would bring new groups.
 * @param train rows of X.
 * @param y of all rows. @param groups of all rows.
 * @returns the same rows, (nTrain,). */
export function orderTraining(
  train: Int32Array,
  y: Int32Array,
  groups: readonly (string | undefined)[] | undefined,
  seed: number,
): Int32Array {
  const rng = createRng(seed);
  const grouped = numberGroups(groups && Array.from(train, (i) => groups[i]));
  if (grouped === undefined) return inProportion(rng.shuffle(train.slice()), y);
  return byGroup(train, y, grouped.ids, grouped.nGroups, rng);
}

/** Sample j of the n of its class stands at j / n, so that every class is spread evenly from the first place on. */
function inProportion(rows: Int32Array, y: Int32Array): Int32Array {
  const sizes = new Map<number, number>();
  for (const row of rows) sizes.set(y[row]!, (sizes.get(y[row]!) ?? 0) + 1);
  const seen = new Map<number, number>();
  const places = new Map<number, number>();
  for (const row of rows) {
    const label = y[row]!;
    const before = seen.get(label) ?? 0;
    seen.set(label, before + 1);
    places.set(row, before / sizes.get(label)!);
  }
  return rows.slice().sort((a, b) => places.get(a)! - places.get(b)!);
}

/** Groups in random order, those first that bring a class that no group before them has. */
function byGroup(
  train: Int32Array,
  y: Int32Array,
  ids: Int32Array,
  nGroups: number,
  rng: Pick<Rng, 'shuffle'>,
): Int32Array {
  const members = Array.from({ length: nGroups }, (): number[] => []);
  train.forEach((row, i) => {
    members[ids[i]!]!.push(row);
  });
  const seen = new Set<number>();
  const first: number[][] = [];
  const later: number[][] = [];
  for (const group of rng.shuffle(members)) {
    const isFirst = group.some((row) => !seen.has(y[row]!));
    for (const row of group) seen.add(y[row]!);
    (isFirst ? first : later).push(group);
  }
  return Int32Array.from([...first, ...later].flat());
}
