/** What boosting minimises: the mean log loss of trees' sums, `raw`, one after the other class's (nTrees × nSamples). */
export interface LogLoss {
  /** Trees per round. */
  readonly nTrees: number;
  /** The best constant sums, (nTrees,). */
  baseline(): Float64Array;
  /** Write the first and second derivatives by the sums of every sample.
   * @param gradients float32, (nTrees × nSamples, 2): gradient and hessian side by side. */
  derivatives(raw: Float64Array, gradients: Float32Array): void;
  /** The weighted mean of the loss. */
  mean(raw: Float64Array): number;
}

/** Keeps probabilities away from 0 and 1, where their logarithms end. */
const BINARY_MARGIN = 10 * Number.EPSILON;

/** The log loss of two classes: one tree a round, whose sums are the log odds of class 1.
 * @param y int32, (nSamples,), 0 or 1. @param weights float64, (nSamples,); default all 1. */
export function binaryLogLoss(y: Int32Array, weights: Float64Array | undefined): LogLoss {
  const total = totalWeight(y, weights);
  return {
    nTrees: 1,
    baseline: () => {
      const share = clip(classShares(y, weights, 2)[1]!, BINARY_MARGIN);
      return Float64Array.of(Math.log(share / (1 - share)));
    },
    derivatives: (raw, gradients) => {
      for (let i = 0; i < y.length; i++) {
        const weight = weights === undefined ? 1 : weights[i]!;
        // below −37, exp(−raw) would swallow the 1 beside it
        const isTiny = raw[i]! <= -37;
        const odds = Math.exp(isTiny ? raw[i]! : -raw[i]!);
        const gradient = isTiny ? odds - y[i]! : (1 - y[i]! - y[i]! * odds) / (1 + odds);
        gradients[2 * i] = gradient * weight;
        gradients[2 * i + 1] = (isTiny ? odds : odds / ((1 + odds) * (1 + odds))) * weight;
      }
    },
    mean: (raw) => {
      let sum = 0;
      for (let i = 0; i < y.length; i++) {
        const towards = y[i] === 1 ? raw[i]! : -raw[i]!;
        const loss = Math.log1p(Math.exp(-Math.abs(towards))) + Math.max(-towards, 0);
        sum += loss * (weights === undefined ? 1 : weights[i]!);
      }
      return sum / total;
    },
  };
}

/** The log loss of three classes or more: a tree for each a round, with the diagonal of the second derivatives.
 * @param y int32, (nSamples,), in [0, nClasses). @param weights float64, (nSamples,); default all 1.
 * Source: Friedman, Greedy function approximation (2001), §4.6. */
export function multinomialLogLoss(
  y: Int32Array,
  weights: Float64Array | undefined,
  nClasses: number,
): LogLoss {
  const n = y.length;
  const total = totalWeight(y, weights);
  const shares = new Float64Array(nClasses);
  return {
    nTrees: nClasses,
    baseline: () => {
      const logs = classShares(y, weights, nClasses).map((share) => Math.log(clip(share, Number.EPSILON)));
      const mean = logs.reduce((sum, value) => sum + value) / nClasses;
      return logs.map((value) => value - mean);
    },
    derivatives: (raw, gradients) => {
      for (let i = 0; i < n; i++) {
        softmax(raw, i, n, shares);
        const weight = weights === undefined ? 1 : weights[i]!;
        for (let k = 0; k < nClasses; k++) {
          const share = shares[k]!;
          gradients[2 * (k * n + i)] = (share - (y[i] === k ? 1 : 0)) * weight;
          gradients[2 * (k * n + i) + 1] = share * (1 - share) * weight;
        }
      }
    },
    mean: (raw) => {
      let sum = 0;
      for (let i = 0; i < n; i++) {
        const logSum = softmax(raw, i, n, shares);
        sum += (logSum - raw[y[i]! * n + i]!) * (weights === undefined ? 1 : weights[i]!);
      }
      return sum / total;
    },
  };
}

/** Write the class shares of sample i, whose sums lie `stride` apart.
 * @returns the logarithm of the sum of exponentials. */
export function softmax(raw: Float64Array, i: number, stride: number, shares: Float64Array): number {
  let greatest = raw[i]!;
  for (let k = 1; k < shares.length; k++) greatest = Math.max(greatest, raw[k * stride + i]!);
  let sum = 0;
  for (let k = 0; k < shares.length; k++) sum += shares[k] = Math.exp(raw[k * stride + i]! - greatest);
  for (let k = 0; k < shares.length; k++) shares[k]! /= sum;
  return greatest + Math.log(sum);
}

function classShares(y: Int32Array, weights: Float64Array | undefined, nClasses: number): Float64Array {
  const sums = new Float64Array(nClasses);
  for (let i = 0; i < y.length; i++) sums[y[i]!]! += weights === undefined ? 1 : weights[i]!;
  const total = totalWeight(y, weights);
  return sums.map((sum) => sum / total);
}

function totalWeight(y: Int32Array, weights: Float64Array | undefined): number {
  return weights === undefined ? y.length : weights.reduce((sum, weight) => sum + weight, 0);
}

function clip(share: number, margin: number): number {
  return Math.min(Math.max(share, margin), 1 - margin);
}
