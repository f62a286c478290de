import { poolFolds } from './bootstrap/pool-folds.ts';
import { rankBy } from './metrics/class-ranking.ts';
import { labelCounter } from './metrics/label-counts.ts';
import { precisionOf } from './metrics/mean-precision.ts';
import type { LabelSetPredictions, TestedFold } from './types.ts';

/** How one label of a multi-label cell was predicted; what has nothing to divide by is absent. */
export interface LabelScores {
  /** Test samples with the label, and those it was predicted for. */
  readonly support: number;
  readonly predicted: number;
  readonly precision?: number;
  readonly recall?: number;
  readonly f1?: number;
  readonly averagePrecision?: number;
}

/** Score each label of a cell, counted over all test parts together.
 * @param tested at least one fold, of sets of labels. */
export function scoreLabels(tested: readonly Extract<TestedFold, LabelSetPredictions>[]): LabelScores[] {
  const { yTrue, yPred, scores } = poolFolds(tested) as LabelSetPredictions;
  const { rows, cols } = yTrue;
  const once = new Float64Array(rows).fill(1);
  const { actual, predicted, right } = labelCounter({ yTrue, yPred })(once);
  return Array.from(actual, (support, label): LabelScores => {
    const ranking = rankBy(
      Float32Array.from({ length: rows }, (_, i) => scores.data[i * cols + label]!),
      (i) => yTrue.data[i * cols + label] === 1,
    );
    const found = right[label]!;
    const given = predicted[label]!;
    const averagePrecision = precisionOf(ranking, once);
    return {
      support,
      predicted: given,
      ...(given > 0 && { precision: found / given }),
      ...(support > 0 && { recall: found / support }),
      ...(support + given > 0 && { f1: (2 * found) / (support + given) }),
      ...(averagePrecision !== undefined && { averagePrecision: Math.min(averagePrecision, 1) }),
    };
  });
}
