import { matrix, rowOf } from '../../core/index.ts';
import { isOfClasses } from '../predictions.ts';
import { mean } from '../statistics.ts';
import type { ClassFold, TestedFold } from '../types.ts';
import { confidentLearning } from './confident-learning.ts';
import type { LabelErrors, LabelSuspect, SuspicionInput } from './types.ts';

/** Cells whose probabilities are averaged: together they find more wrong labels than the best alone. */
const JUDGES = 5;

/** Find samples whose label the models do not believe, by the out-of-fold probabilities of the cells that give the least
 * log loss, averaged over cells and repeats. The least believed label comes first.
 * @returns undefined where no cell has probabilities of classes. */
export function findLabelErrors({
  cells,
  y,
  nClasses,
}: Pick<SuspicionInput, 'cells' | 'y' | 'nClasses'>): LabelErrors | undefined {
  const judges = cells
    .filter(({ role }) => role !== 'control')
    .flatMap(({ id, evaluation }): Judge[] => {
      const tested = evaluation.tested.filter(hasProba);
      return tested.length === evaluation.tested.length ? [{ id, tested, loss: logLossOf(tested) }] : [];
    })
    .sort((a, b) => a.loss - b.loss)
    .slice(0, JUDGES);
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

/** A tested fold with probabilities. */
type ProbaFold = ClassFold & Required<Pick<ClassFold, 'proba'>>;

interface Judge {
  readonly id: string;
  readonly tested: readonly ProbaFold[];
  readonly loss: number;
}

function hasProba(fold: TestedFold): fold is ProbaFold {
  return isOfClasses(fold) && fold.proba !== undefined;
}

function logLossOf(tested: readonly ProbaFold[]): number {
  const losses = tested.flatMap(({ yTrue, proba }) =>
    Array.from(yTrue, (label, i) => -Math.log(Math.max(rowOf(proba, i)[label]!, Number.EPSILON))),
  );
  return mean(losses);
}

/** @returns the rows of X that were tested, ascending, and their mean probabilities. */
function averageProbabilities(judges: readonly Judge[], nClasses: number) {
  const sums = new Map<number, Float64Array>();
  for (const { rows, proba } of judges.flatMap(({ tested }) => tested)) {
    rows.forEach((row, i) => {
      const sum = sums.get(row) ?? new Float64Array(nClasses);
      sums.set(row, sum);
      const chances = rowOf(proba, i);
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
