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
   * @returns the loss: from scores in float32 (float64 for small X), summed in float64. */
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

/** X with one more column that holds `bias` in every row, as solvers use it: in products with many vectors at a time,
 * which stand in the columns of row-major float32 arrays. */
export interface DesignMatrix {
  readonly rows: number;
  /** Features and the column of the bias. */
  readonly cols: number;
  /** Z = X·V.
   * @param V float32, (cols, k).
   * @returns float32, (rows, k). */
  times(V: Float32Array, k: number): Promise<Float32Array>;
  /** Xᵀ·R.
   * @param R float32, (rows, k).
   * @returns float32, (cols, k). */
  transposedTimes(R: Float32Array, k: number): Promise<Float32Array>;
  /** Z = X·V and HV = Xᵀ·(D ∘ Z): a Hessian times vectors, in one call.
   * @param V float32, (cols, k).
   * @param D float32, (rows, k). */
  normalTimes(
    V: Float32Array,
    D: Float32Array,
    k: number,
  ): Promise<{ readonly Z: Float32Array; readonly HV: Float32Array }>;
}
