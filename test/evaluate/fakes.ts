import { type Matrix, matrix, matrixFrom } from '../../src/core/index.ts';
import type { Estimator, FitOptions, FittedClassifier } from '../../src/estimator/index.ts';
import type { Candidate, ClassFold } from '../../src/evaluate/index.ts';

/** One fit, as the model saw it. */
export interface RecordedFit {
  readonly name: string;
  readonly X: Matrix;
  /** Ids of the samples it was fitted on, and of those it predicted. */
  readonly fitted: readonly number[];
  readonly y: Int32Array;
  readonly options: FitOptions;
  readonly predicted: number[];
}

export interface FakeModel {
  /** Class of a sample from its features. */
  predict?(sample: Float32Array): number;
  /** Probability of class 1 of two. */
  proba?(sample: Float32Array): number;
  cluster?(sample: Float32Array): number;
  readonly warnings?: readonly string[];
  fails?: () => void;
}

/** A model of two classes that learns nothing, and writes down which samples it is shown: column 0 of X is their id. */
export function fake(name: string, model: FakeModel, log: RecordedFit[] = []): Candidate {
  const { predict = () => 0, proba, cluster, warnings = [], fails } = model;
  const map = (X: Matrix, of: (sample: Float32Array) => number) =>
    Int32Array.from({ length: X.rows }, (_, i) => of(X.data.subarray(i * X.cols, (i + 1) * X.cols)));
  const estimator: Estimator = {
    fit: async (X: Matrix, y, options = {}) => {
      fails?.();
      const record: RecordedFit = { name, X, fitted: idsOf(X), y, options, predicted: [] };
      log.push(record);
      const fitted: FittedClassifier = {
        nClasses: 2,
        nFeatures: X.cols,
        warnings,
        predict: async (test: Matrix) => {
          record.predicted.push(...idsOf(test));
          return map(test, predict);
        },
        ...(proba && {
          predictProba: async (test: Matrix) => {
            const result = matrix(test.rows, 2);
            for (let i = 0; i < test.rows; i++) {
              const p = proba(test.data.subarray(i * test.cols, (i + 1) * test.cols));
              result.data.set([1 - p, p], 2 * i);
            }
            return result;
          },
        }),
        ...(cluster && { predictCluster: async (test: Matrix) => map(test, cluster) }),
        toJSON: () => ({ type: name }),
      };
      return fitted;
    },
  };
  return { params: { name }, create: () => estimator };
}

function idsOf(X: Matrix): number[] {
  return Array.from({ length: X.rows }, (_, i) => X.data[i * X.cols]!);
}

/** Samples of two classes in turn: features are the sample's id and its class. */
export function twoClasses(nSamples: number): { X: Matrix; y: Int32Array } {
  const y = Int32Array.from({ length: nSamples }, (_, i) => i % 2);
  return { X: matrixFrom(Array.from(y, (label, i) => [i, label])), y };
}

/** Predictions of two classes in turn, right or wrong as told, in `nFolds` folds of equal size. */
export function predictionsFrom(right: readonly boolean[], nFolds = 1): ClassFold[] {
  const foldOf = (row: number) => Math.floor((row * nFolds) / right.length);
  return Array.from({ length: nFolds }, (_, fold) => {
    const rows = Int32Array.from(right.keys()).filter((row) => foldOf(row) === fold);
    return {
      rows,
      yTrue: rows.map((row) => row % 2),
      yPred: rows.map((row) => (right[row] ? row % 2 : 1 - (row % 2))),
      nClasses: 2,
    };
  });
}

/** The same folds with probabilities: 0.9 for the predicted class of two. */
export function withProba(folds: readonly ClassFold[]): ClassFold[] {
  return folds.map((fold) => ({
    ...fold,
    proba: matrixFrom(Array.from(fold.yPred, (label) => (label === 0 ? [0.9, 0.1] : [0.1, 0.9]))),
  }));
}
