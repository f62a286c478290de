import { choleskyFactor, triangularInverse } from '../../linalg/index.ts';

/** A covariance matrix's inverse square root, and what had to be added to its diagonal. */
export interface InverseRoot {
  /** L⁻¹ of the regularised covariance L Lᵀ, float64, (d × d), lower triangular. */
  readonly factor: Float64Array;
  readonly ridge: number;
}

/** Rounding of a covariance from float32 products, as a share of its mean variance. */
const ROUNDING = 1e-7;

/** The inverse square root of a covariance plus a ridge; where that is not positive definite, the ridge grows until it
 * is: by rounding, or as there are fewer samples than features.
 * @param covariance float64, (d × d): its lower triangle is read.
 * @param least the ridge to start with, above 0. */
export async function inverseRoot(covariance: Float64Array, d: number, least: number): Promise<InverseRoot> {
  let trace = 0;
  for (let i = 0; i < d; i++) trace += covariance[i * d + i]!;
  let ridge = least;
  for (;;) {
    const factor = covariance.slice();
    for (let i = 0; i < d; i++) factor[i * d + i]! += ridge;
    if (await choleskyFactor(factor, d)) {
      await triangularInverse(factor, d);
      return { factor, ridge };
    }
    ridge = Math.max(10 * ridge, (ROUNDING * trace) / d);
  }
}
