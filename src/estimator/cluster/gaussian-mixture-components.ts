import type { MixtureDensities } from '../../linalg/index.ts';
import type { GaussianMixtureParams } from './gaussian-mixture-params.ts';

export type CovarianceType = GaussianMixtureParams['covariance'];

/** The components of a mixture of k Gaussians in d dimensions. */
export interface Components {
  readonly covariance: CovarianceType;
  /** float64, (k,), adding up to 1. */
  readonly weights: Float64Array;
  /** float64, (k × d). */
  readonly means: Float64Array;
  /** Inverse square roots of the covariances, float64. `full`: the lower triangle L⁻¹ of each covariance L Lᵀ, (k × d × d);
   * `tied`: of the one there is, (d × d); `diag`: 1 / deviation, (k × d); `spherical`: 1 / deviation, (k,). */
  readonly factors: Float64Array;
}

/** The densities of the components, for sums over samples of which `origin` was subtracted.
 * @param origin float64, (d,). */
export function densitiesOf(components: Components, origin: Float64Array): MixtureDensities {
  const { covariance, weights, factors } = components;
  const d = origin.length;
  const means = components.means.map((mean, at) => mean - origin[at % d]!);
  const constants = weights.map((weight, c) => {
    const logDeterminant = logDeterminantOf(components, c, d);
    return Math.log(weight) - (d / 2) * Math.log(2 * Math.PI) + logDeterminant;
  });
  if (covariance === 'full') return { kind: 'full', factors, means, constants };
  if (covariance === 'tied') return { kind: 'shared', factors, means, constants };
  const precisions = factors.map((factor) => factor * factor);
  const isDiagonal = covariance === 'diag';
  const linear = new Float64Array(means.length);
  for (let c = 0; c < constants.length; c++) {
    for (let at = c * d; at < (c + 1) * d; at++) {
      linear[at] = precisions[isDiagonal ? at : c]! * means[at]!;
      constants[c]! -= (linear[at]! * means[at]!) / 2;
    }
  }
  return { kind: isDiagonal ? 'diagonal' : 'spherical', precisions, linear, constants };
}

/** The logarithm of the determinant of a component's factor. */
function logDeterminantOf({ covariance, factors }: Components, c: number, d: number): number {
  if (covariance === 'spherical') return d * Math.log(factors[c]!);
  let sum = 0;
  for (let i = 0; i < d; i++) {
    if (covariance === 'diag') sum += Math.log(factors[c * d + i]!);
    else sum += Math.log(factors[(covariance === 'full' ? c * d * d : 0) + i * d + i]!);
  }
  return sum;
}

/** How many numbers a mixture is free to choose. */
export function countParameters(covariance: CovarianceType, k: number, d: number): number {
  const ofCovariance = {
    full: (k * d * (d + 1)) / 2,
    tied: (d * (d + 1)) / 2,
    diag: k * d,
    spherical: k,
  }[covariance];
  return ofCovariance + k * d + k - 1;
}
