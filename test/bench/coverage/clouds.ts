import { createRng, type Matrix, matrix, type Rng } from '../../../src/core/index.ts';

/** Gaussian clouds, one per class: data of which as much as wanted can be drawn, so that the truth is known. */
export interface Clouds {
  /** Share of each class, (nClasses,); they sum to 1. */
  readonly shares: readonly number[];
  readonly dims: number;
  /** Mean distance of a cloud's centre from the origin, in standard deviations of a cloud. */
  readonly distance: number;
  /** Places the centres. */
  readonly seed: number;
}

/** Draw samples; every class has its share of them, rounded, so that only the samples differ between draws.
 * @returns X (nSamples, dims) with unit variance around the centres, and y in class order. */
export function drawClouds(clouds: Clouds, nSamples: number, rng: Rng): { X: Matrix; y: Int32Array } {
  const { shares, dims } = clouds;
  const centres = centresOf(clouds);
  const counts = countsOf(shares, nSamples);
  const y = Int32Array.from(counts.flatMap((count, c) => new Array<number>(count).fill(c)));
  const X = matrix(y.length, dims);
  for (let i = 0; i < y.length; i++) {
    for (let j = 0; j < dims; j++) X.data[i * dims + j] = centres[y[i]!]![j]! + rng.normal();
  }
  return { X, y };
}

function centresOf({ shares, dims, distance, seed }: Clouds): Float64Array[] {
  const rng = createRng(seed);
  return shares.map(() => {
    const centre = Float64Array.from({ length: dims }, () => rng.normal());
    const length = Math.hypot(...centre);
    return centre.map((value) => (value * distance) / length);
  });
}

function countsOf(shares: readonly number[], nSamples: number): number[] {
  let cumulative = 0;
  let taken = 0;
  return shares.map((share) => {
    cumulative += share;
    const count = Math.round(cumulative * nSamples) - taken;
    taken += count;
    return count;
  });
}
