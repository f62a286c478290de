import type { CellPrediction, Predictions } from './types.ts';

/** The predictions for the test part of one fold. */
export interface TestedFold extends Predictions {
  /** Rows of X, (nSamples,). */
  readonly rows: Int32Array;
}

/** Write tested folds out prediction by prediction, in fold order. */
export function toCellPredictions(folds: readonly TestedFold[]): CellPrediction[] {
  return folds.flatMap(({ rows, yTrue, yPred, proba, trueProba, clusters }, fold) =>
    Array.from(rows, (row, i) => ({
      row,
      fold,
      yTrue: yTrue[i]!,
      yPred: yPred[i]!,
      ...(proba === undefined ? {} : { confidence: proba.data[i * proba.cols + yPred[i]!]! }),
      ...(trueProba === undefined ? {} : { trueProba: trueProba[i]! }),
      ...(clusters === undefined ? {} : { cluster: clusters[i]! }),
    })),
  );
}

/** Read tested folds back; `nClasses` covers the labels that occur, and of the probabilities there is `trueProba`. */
export function fromCellPredictions(predictions: readonly CellPrediction[]): TestedFold[] {
  const byFold = new Map<number, CellPrediction[]>();
  let nClasses = 0;
  for (const prediction of predictions) {
    const fold = byFold.get(prediction.fold);
    if (fold === undefined) byFold.set(prediction.fold, [prediction]);
    else fold.push(prediction);
    nClasses = Math.max(nClasses, prediction.yTrue + 1, prediction.yPred + 1);
  }
  return [...byFold.values()].map((fold) => ({
    rows: Int32Array.from(fold, ({ row }) => row),
    yTrue: Int32Array.from(fold, ({ yTrue }) => yTrue),
    yPred: Int32Array.from(fold, ({ yPred }) => yPred),
    nClasses,
    ...(fold.every(({ trueProba }) => trueProba !== undefined)
      ? { trueProba: Float64Array.from(fold, ({ trueProba }) => trueProba!) }
      : {}),
    ...(fold.every(({ cluster }) => cluster !== undefined)
      ? { clusters: Int32Array.from(fold, ({ cluster }) => cluster!) }
      : {}),
  }));
}
