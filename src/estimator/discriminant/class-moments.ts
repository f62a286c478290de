import type { Matrix } from '../../core/index.ts';
import type { ClassRows } from './class-rows.ts';

/** Mean and (biased) variance of every feature within each class, float64, (nClasses present × nFeatures). */
export interface ClassMoments {
  readonly means: Float64Array;
  readonly variances: Float64Array;
}

/** Moments in one pass: sums of differences from the class's first sample, in float64, so that an offset that the samples
 * share costs no precision.
 * Cost: O(nSamples · nFeatures).
 * Source: Chan, Golub, LeVeque, Algorithms for computing the sample variance, The American Statistician 37 (1983). */
export function classMoments(X: Matrix, groups: ClassRows): ClassMoments {
  const { rows, starts, totals, weights } = groups;
  const d = X.cols;
  const k = totals.length;
  const means = new Float64Array(k * d);
  const variances = new Float64Array(k * d);
  const sums = new Float64Array(d);
  const squares = new Float64Array(d);
  for (let c = 0; c < k; c++) {
    sums.fill(0);
    squares.fill(0);
    const [from, to] = [starts[c]!, starts[c + 1]!];
    const shift = rows[from]! * d;
    let r = from;
    for (; r + 4 <= to; r += 4) {
      addFour(
        X.data,
        rows[r]! * d,
        rows[r + 1]! * d,
        rows[r + 2]! * d,
        rows[r + 3]! * d,
        shift,
        d,
        sums,
        squares,
        weights?.[rows[r]!] ?? 1,
        weights?.[rows[r + 1]!] ?? 1,
        weights?.[rows[r + 2]!] ?? 1,
        weights?.[rows[r + 3]!] ?? 1,
      );
    }
    for (; r < to; r++) addOne(X.data, rows[r]! * d, shift, d, sums, squares, weights?.[rows[r]!] ?? 1);
    for (let f = 0; f < d; f++) {
      const mean = sums[f]! / totals[c]!;
      means[c * d + f] = X.data[shift + f]! + mean;
      variances[c * d + f] = Math.max(squares[f]! / totals[c]! - mean * mean, 0);
    }
  }
  return { means, variances };
}

/** Add the weighted differences of four samples from the one at `shift`, and their squares. */
function addFour(
  x: Float32Array,
  a: number,
  b: number,
  c: number,
  e: number,
  shift: number,
  n: number,
  sums: Float64Array,
  squares: Float64Array,
  wa: number,
  wb: number,
  wc: number,
  we: number,
): void {
  for (let f = 0; f < n; f++) {
    const origin = x[shift + f]!;
    const da = x[a + f]! - origin;
    const db = x[b + f]! - origin;
    const dc = x[c + f]! - origin;
    const de = x[e + f]! - origin;
    const ta = wa * da;
    const tb = wb * db;
    const tc = wc * dc;
    const te = we * de;
    sums[f]! += ta + tb + (tc + te);
    squares[f]! += ta * da + tb * db + (tc * dc + te * de);
  }
}

function addOne(
  x: Float32Array,
  at: number,
  shift: number,
  n: number,
  sums: Float64Array,
  squares: Float64Array,
  weight: number,
): void {
  for (let f = 0; f < n; f++) {
    const difference = x[at + f]! - x[shift + f]!;
    sums[f]! += weight * difference;
    squares[f]! += weight * difference * difference;
  }
}

/** The mean over all samples, float64, (nFeatures,).
 * @param shares of the classes, summing to 1. */
export function overallMean({ means }: Pick<ClassMoments, 'means'>, shares: Float64Array): Float64Array {
  const d = means.length / shares.length;
  const mean = new Float64Array(d);
  for (let c = 0; c < shares.length; c++) {
    for (let f = 0; f < d; f++) mean[f]! += shares[c]! * means[c * d + f]!;
  }
  return mean;
}

/** The variance of every feature over all samples: that within the classes and that of their means; float64, (nFeatures,).
 * @param shares of the classes, summing to 1. */
export function overallVariance({ means, variances }: ClassMoments, shares: Float64Array): Float64Array {
  const mean = overallMean({ means }, shares);
  const d = mean.length;
  const variance = new Float64Array(d);
  for (let c = 0; c < shares.length; c++) {
    for (let f = 0; f < d; f++) {
      const difference = means[c * d + f]! - mean[f]!;
      variance[f]! += shares[c]! * (variances[c * d + f]! + difference * difference);
    }
  }
  return variance;
}

/** What share of the whole each part is. */
export function sharesOf(totals: Float64Array): Float64Array {
  const total = totals.reduce((a, b) => a + b, 0);
  return totals.map((part) => part / total);
}
