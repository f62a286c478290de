import type { LossId } from './types.ts';

/** Turn scores into residuals in place.
 * @param Z scores, (n × k); receives R = ∂loss/∂Z times the sample's weight.
 * @param T targets, (n × k).
 * @returns the loss, summed over samples. */
export type TypedLoss = (
  Z: Float64Array,
  T: Float32Array,
  weights: Float64Array | undefined,
  k: number,
) => number;

/** The losses of `lossGraph` in typed-array code, in float64. */
export const typedLosses: Readonly<Record<LossId, TypedLoss>> = {
  softmax: (Z, T, weights, k) => {
    let total = 0;
    for (let row = 0, i = 0; row < Z.length; row += k, i++) {
      const weight = weights === undefined ? 1 : weights[i]!;
      total += weight * softmaxRow(Z, T, row, k, weight);
    }
    return total;
  },
  logistic: (Z, T, weights, k) => {
    let total = 0;
    for (let at = 0; at < Z.length; at++) {
      const weight = weights === undefined ? 1 : weights[Math.floor(at / k)]!;
      const margin = Z[at]! * T[at]!;
      const e = Math.exp(-Math.abs(margin));
      total += weight * (Math.max(-margin, 0) + Math.log1p(e));
      Z[at] = (-T[at]! * weight * (margin > 0 ? e : 1)) / (1 + e);
    }
    return total;
  },
  'squared-hinge': (Z, T, weights, k) => {
    let total = 0;
    for (let at = 0; at < Z.length; at++) {
      const weight = weights === undefined ? 1 : weights[Math.floor(at / k)]!;
      const slack = Math.max(0, 1 - Z[at]! * T[at]!);
      total += weight * slack * slack;
      Z[at] = -2 * weight * slack * T[at]!;
    }
    return total;
  },
};

function softmaxRow(Z: Float64Array, T: Float32Array, row: number, k: number, weight: number): number {
  let own = row;
  while (T[own] === 0) own++;
  let m = Number.NEGATIVE_INFINITY;
  for (let at = row; at < row + k; at++) if (at !== own && Z[at]! > m) m = Z[at]!;
  m -= Z[own]!;
  if (k === 1) {
    Z[row] = 0;
    return 0;
  }
  const zOfClass = Z[own]!;
  let sum = 0;
  for (let at = row; at < row + k; at++) {
    if (at === own) continue;
    Z[at] = Math.exp(Z[at]! - zOfClass - m);
    sum += Z[at]!;
  }
  // Scaled so that neither part can overflow: exp(m) · sum is what speaks against the class, 1 what speaks for it.
  const [against, own1] = m > 0 ? [1, Math.exp(-m)] : [Math.exp(m), 1];
  const scale = (weight * against) / (own1 + against * sum);
  for (let at = row; at < row + k; at++) Z[at] = at === own ? -sum * scale : Z[at]! * scale;
  return m > 0 ? m + Math.log(own1 + sum) : Math.log1p(against * sum);
}
