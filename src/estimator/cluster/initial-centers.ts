import type { Matrix } from '../../core/index.ts';

/** Options of the fit of k-means and its mini-batch variant. */
export interface InitialCenters {
  /** First centers, float32, (k, nFeatures), in place of drawn ones: there is one restart then. */
  readonly initialCenters?: Matrix;
}

/** @throws {RangeError} If there are not k centers with as many columns as X. */
export function checkInitialCenters(centers: Matrix, k: number, nFeatures: number, id: string): Matrix {
  if (centers.rows === k && centers.cols === nFeatures) return centers;
  throw new RangeError(
    `Cannot fit ${id} as the initial centers must be ${k}×${nFeatures}: they are ${centers.rows}×${centers.cols}`,
  );
}
