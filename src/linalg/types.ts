import type { Matrix } from '../core/index.ts';

/** A matrix made ready for many products: its float32 data as one tensor that is never copied per call. */
export interface Operand {
  readonly rows: number;
  readonly cols: number;
  readonly matrix: Matrix;
}

/** Squared Euclidean, or 1 − cosine. */
export type Distance = 'euclidean' | 'cosine';

/** The loss of a linear model Z = X·V + b, summed over samples, with its gradient, in one pass over X.
 * Parameters are one float64 vector: V row-major, shape (nFeatures, nOutputs), then b, shape (nOutputs,). */
export interface LinearObjective {
  readonly nFeatures: number;
  readonly nOutputs: number;
  /** Length of the parameter vector: (nFeatures + 1) · nOutputs. */
  readonly size: number;
  /** Rounding of its values, relative. */
  readonly noise: number;
  /** @param gradient receives the gradient, shape (size,).
   * @returns the loss: per sample in float32 (float64 for sparse and small X), summed in float64. */
  evaluate(parameters: Float64Array, gradient: Float64Array): Promise<number>;
}

/** Multinomial cross-entropy; log loss and squared hinge, one class against the rest. */
export type LossId = 'softmax' | 'logistic' | 'squared-hinge';

/** What a linear model is to learn from X. */
export interface LinearProblem {
  /** One-hot for `softmax`, signs for the others: float32, (nSamples, nOutputs). */
  readonly targets: Matrix;
  /** What each sample counts, (nSamples,); default all 1. */
  readonly weights?: Float64Array | undefined;
}

/** The value of one problem at a point, asked for. */
export interface EvaluationRequest {
  /** Its position among the problems. */
  readonly problem: number;
  readonly parameters: Float64Array;
  /** Receives the gradient. */
  readonly gradient: Float64Array;
}

/** Problems on the same X that can be evaluated together. */
export interface LinearProblems {
  readonly count: number;
  readonly nFeatures: number;
  readonly nOutputs: number;
  /** @returns the losses, in the order of the requests. */
  evaluate(requests: readonly EvaluationRequest[]): Promise<Float64Array>;
}
