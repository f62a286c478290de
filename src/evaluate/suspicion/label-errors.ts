import { matrix, rowOf } from '../../core/index.ts';
import { mean } from '../statistics.ts';
import type { RankedCell } from '../types.ts';
import { confidentLearning } from './confident-learning.ts';
import type { LabelErrors, LabelSuspect, SuspicionInput } from './types.ts';

/** Cells whose probabilities are averaged: together they find more wrong labels than the best alone. */
const JUDGES = 5;

/** Find samples whose label the models do not believe, by the out-of-fold probabilities of the cells that give the least
 * log loss, averaged over cells and repeats. The least believed label comes first.
 * @returns undefined where no cell has probabilities. */
export function findLabelErrors({
  cells,
  y,
  nClasses,
}: Pick<SuspicionInput, 'cells' | 'y' | 'nClasses'>): LabelErrors | undefined {
  const judges = cells
    .filter(({ role }) => role !== 'control')
    .filter(({ evaluation }) => evaluation.tested.every(({ proba }) => proba !== undefined))
    .map((cell) => ({ cell, loss: logLossOf(cell) }))
    .sort((a, b) => a.loss - b.loss)
    .slice(0, JUDGES)
    .map(({ cell }) => cell);
  if (judges.length === 0) return undefined;
  const { rows, proba } = averageProbabilities(judges, nClasses);
  const given = Int32Array.from(rows, (row) => y[row]!);
  const { believed } = confidentLearning(proba, given);
  const confidence = Float64Array.from(given, (label, i) => rowOf(proba, i)[label]!);
  const suspects = rows.flatMap((row, i): LabelSuspect[] => {
    const suggested = believed[i]!;
    if (suggested < 0) return [];
    const suggestedConfidence = rowOf(proba, i)[suggested]!;
    return [{ row, given: given[i]!, suggested, selfConfidence: confidence[i]!, suggestedConfidence }];
  });
  return {
    suspects: suspects.sort((a, b) => a.selfConfidence - b.selfConfidence),
    ranking: [...rows.keys()].sort((i, j) => confidence[i]! - confidence[j]!).map((i) => rows[i]!),
    cells: judges.map(({ id }) => id),
  };
}

function logLossOf({ evaluation }: RankedCell): number {
  const losses = evaluation.tested.flatMap(({ yTrue, proba }) =>
    Array.from(yTrue, (label, i) => -Math.log(Math.max(rowOf(proba!, i)[label]!, Number.EPSILON))),
  );
  return mean(losses);
}

/** @returns the rows of X that were tested, ascending, and their mean probabilities. */
function averageProbabilities(cells: readonly RankedCell[], nClasses: number) {
  const sums = new Map<number, Float64Array>();
  for (const { rows, proba } of cells.flatMap(({ evaluation }) => evaluation.tested)) {
    rows.forEach((row, i) => {
      const sum = sums.get(row) ?? new Float64Array(nClasses);
      sums.set(row, sum);
      const chances = rowOf(proba!, i);
      for (let c = 0; c < nClasses; c++) sum[c]! += chances[c]!;
    });
  }
  const rows = [...sums.keys()].sort((a, b) => a - b);
  const proba = matrix(rows.length, nClasses);
  rows.forEach((row, i) => {
    const sum = sums.get(row)!;
    const total = sum.reduce((a, b) => a + b, 0);
    proba.data.set(
      sum.map((value) => value / total),
      i * nClasses,
    );
  });
  return { rows, proba };
}
