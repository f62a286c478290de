import { type Task, takeLabelRows, takeLabels, takeRows, takeValues } from '../core/index.ts';
import type { ClassFold, ClassPredictions, Predictions, TestedFold } from './types.ts';

/** What kind of prediction it is. */
export function taskOf({ task = 'classification' }: Predictions): Task {
  return task;
}

/** Whether classes were predicted. */
export function isOfClasses<Of extends Predictions>(
  predictions: Of,
): predictions is Extract<Of, ClassPredictions> {
  return taskOf(predictions) === 'classification';
}

/** The folds of a cell that predicts classes; undefined of another. */
export function classFoldsOf(folds: readonly TestedFold[]): readonly ClassFold[] | undefined {
  return folds.every((fold) => isOfClasses(fold)) ? (folds as readonly ClassFold[]) : undefined;
}

/** Samples that were predicted. */
export function countPredictions({ yTrue }: Predictions): number {
  return 'cols' in yTrue ? yTrue.rows : yTrue.length;
}

/** Copy the predictions of some samples of a fold.
 * @param indices into the fold, not into X. */
export function takePredictions(fold: TestedFold, indices: Int32Array): TestedFold {
  const rows = takeLabels(fold.rows, indices);
  switch (fold.task) {
    case 'regression': {
      const { task, yTrue, yPred } = fold;
      return { task, rows, yTrue: takeValues(yTrue, indices), yPred: takeValues(yPred, indices) };
    }
    case 'multi-label':
      return {
        task: fold.task,
        rows,
        yTrue: takeLabelRows(fold.yTrue, indices),
        yPred: takeLabelRows(fold.yPred, indices),
        scores: takeRows(fold.scores, indices),
      };
    default:
      return { ...takeClassPredictions(fold, indices), rows };
  }
}

function takeClassPredictions(fold: ClassFold, indices: Int32Array): ClassPredictions {
  const { proba, clusters, sampleScores } = fold;
  return {
    yTrue: takeLabels(fold.yTrue, indices),
    yPred: takeLabels(fold.yPred, indices),
    nClasses: fold.nClasses,
    ...(proba && { proba: takeRows(proba, indices) }),
    ...(clusters && { clusters: takeLabels(clusters, indices) }),
    ...(sampleScores && {
      sampleScores: Object.fromEntries(
        Object.entries(sampleScores).map(([id, scores]) => [id, takeValues(scores, indices)]),
      ),
    }),
  };
}
