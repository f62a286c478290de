import type { Matrix } from '../core/index.ts';

/** A matrix made ready for many products: its float32 data as one tensor that is never copied per call. */
export interface Operand {
  readonly rows: number;
  readonly cols: number;
  readonly matrix: Matrix;
}

/** Squared Euclidean, or 1 − cosine. */
export type Distance = 'euclidean' | 'cosine';
