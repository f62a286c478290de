import type { Matrix } from '../../core/index.ts';

/** Samples that are compared with two centroids at a time. */
const TILE_ROWS = 4;

/** Minus the sum of absolute differences of every row of X from every centroid, in units of `scales`.
 * @param centroids float64, (k × nFeatures). @param scales float64, (nFeatures,), above 0.
 * @returns float64, (X.rows × k).
 * Cost: O(X.rows · nFeatures · k). */
export function manhattanScores(X: Matrix, centroids: Float64Array, scales: Float64Array): Float64Array {
  const { rows, cols: d } = X;
  const k = centroids.length / d;
  const scaled = centroids.map((value, at) => value / scales[at % d]!);
  const result = new Float64Array(rows * k);
  const x = new Float64Array(TILE_ROWS * d);
  const sums = new Float64Array(2 * TILE_ROWS);
  for (let i = 0; i < rows; i += TILE_ROWS) {
    const height = Math.min(TILE_ROWS, rows - i);
    for (let r = 0; r < height; r++) fillScaled(X, i + r, scales, x, r * d);
    for (let c = 0; c < k; c += 2) {
      const width = Math.min(2, k - c);
      // where there is no other, the last centroid is its own neighbour
      tileDistances(x, d, scaled, c * d, (c + width - 1) * d, sums);
      for (let r = 0; r < height; r++) {
        for (let step = 0; step < width; step++) {
          result[(i + r) * k + c + step] = -sums[step * TILE_ROWS + r]!;
        }
      }
    }
  }
  return result;
}

function fillScaled(X: Matrix, row: number, scales: Float64Array, x: Float64Array, at: number): void {
  const from = row * X.cols;
  for (let f = 0; f < scales.length; f++) x[at + f] = X.data[from + f]! / scales[f]!;
}

/** The distances of four samples to two centroids: what is read once serves for two or four of them. */
function tileDistances(
  x: Float64Array,
  d: number,
  centroids: Float64Array,
  a: number,
  b: number,
  sums: Float64Array,
): void {
  const [x1, x2, x3] = [d, 2 * d, 3 * d];
  let a0 = 0;
  let a1 = 0;
  let a2 = 0;
  let a3 = 0;
  let b0 = 0;
  let b1 = 0;
  let b2 = 0;
  let b3 = 0;
  for (let f = 0; f < d; f++) {
    const own = centroids[a + f]!;
    const other = centroids[b + f]!;
    const v0 = x[f]!;
    const v1 = x[x1 + f]!;
    const v2 = x[x2 + f]!;
    const v3 = x[x3 + f]!;
    a0 += Math.abs(v0 - own);
    a1 += Math.abs(v1 - own);
    a2 += Math.abs(v2 - own);
    a3 += Math.abs(v3 - own);
    b0 += Math.abs(v0 - other);
    b1 += Math.abs(v1 - other);
    b2 += Math.abs(v2 - other);
    b3 += Math.abs(v3 - other);
  }
  sums[0] = a0;
  sums[1] = a1;
  sums[2] = a2;
  sums[3] = a3;
  sums[4] = b0;
  sums[5] = b1;
  sums[6] = b2;
  sums[7] = b3;
}
