import type { CellPredictions } from '../../result/index.ts';
import { count, formatNumber } from '../format.ts';
import { type Phrase, phrase } from '../phrase.ts';

/** Predictions of two cells test by test. */
export interface Aligned {
  /** Both have the same samples and folds in the same order. */
  readonly a: CellPredictions;
  readonly b: CellPredictions;
  /** Whether the runs divided the samples alike; otherwise all tests stand in one fold. */
  readonly hasSameFolds: boolean;
}

/** Bring the predictions of two cells into one order, by fold and sample; where the folds differ, by sample alone.
 * @returns why not, where they were not tested on the same samples with the same labels. */
export function align(a: CellPredictions, b: CellPredictions): Aligned | { readonly reason: Phrase } {
  const byFold = [sorted(a, compareTests), sorted(b, compareTests)] as const;
  const hasSameFolds = byFold[0].folds.length === byFold[1].folds.length && sameFolds(...byFold);
  const [first, second] = hasSameFolds ? byFold : [pooled(a), pooled(b)];
  if (!sameItems(first.samples, second.samples)) return { reason: differentSamples(a, b) };
  const nOtherwise = first.actual.filter((actual, i) => actual !== second.actual[i]).length;
  if (nOtherwise > 0) {
    const are = nOtherwise === 1 ? 'has another label' : 'have another label';
    return { reason: phrase`${count(nOtherwise, 'tested sample')} ${are} in the other run` };
  }
  return { a: first, b: second, hasSameFolds };
}

type Order = (cell: CellPredictions, i: number, j: number) => number;

const compareSamples: Order = ({ samples }, i, j) => {
  const [one, other] = [samples[i]!, samples[j]!];
  return one < other ? -1 : one > other ? 1 : 0;
};

const compareTests: Order = (cell, i, j) => cell.folds[i]! - cell.folds[j]! || compareSamples(cell, i, j);

function sorted(cell: CellPredictions, compare: Order): CellPredictions {
  const order = [...cell.samples.keys()].sort((i, j) => compare(cell, i, j));
  const taken = <Item>(items: readonly Item[]) => order.map((i) => items[i]!);
  return {
    samples: taken(cell.samples),
    folds: taken(cell.folds),
    actual: taken(cell.actual),
    predicted: taken(cell.predicted),
    scores: cell.scores.length === 0 ? [] : taken(cell.scores),
    ...(cell.groups && { groups: taken(cell.groups) }),
  };
}

function pooled(cell: CellPredictions): CellPredictions {
  return { ...sorted(cell, compareSamples), folds: cell.folds.map(() => 0) };
}

function sameFolds(a: CellPredictions, b: CellPredictions): boolean {
  return sameItems(a.folds, b.folds) && sameItems(a.samples, b.samples);
}

function sameItems<Item>(a: readonly Item[], b: readonly Item[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

function differentSamples(a: CellPredictions, b: CellPredictions): Phrase {
  const [inA, inB] = [new Set(a.samples), new Set(b.samples)];
  const shared = [...inA].filter((sample) => inB.has(sample)).length;
  if (shared === inA.size && shared === inB.size) {
    return phrase`the runs tested the same ${count(shared, 'sample')}, but not equally often (${formatNumber(a.samples.length)} and ${formatNumber(b.samples.length)} tests)`;
  }
  return phrase`they were not tested on the same samples: ${formatNumber(inA.size)} and ${formatNumber(inB.size)}, of which ${formatNumber(shared)} in both`;
}
