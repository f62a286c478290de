import { createPause, type Matrix } from '../../core/index.ts';
import { dot64, product64 } from '../../linalg/index.ts';

/** How alike feature spaces are, each against each. */
export interface Similarity {
  /** Linear CKA, in [0, 1], (nSpaces × nSpaces) as rows: 1 where one space is the other turned and scaled. */
  readonly cka: readonly (readonly number[])[];
  /** The same without the bias that makes wide spaces of few samples alike: 0 is expected for unrelated ones, and it may
   * be a little below. NaN with fewer than four samples. */
  readonly debiased: readonly (readonly number[])[];
}

/** Values of each Gram matrix that are held at a time: 16 MB of float64 for each space. */
const BLOCK_VALUES = 2_000_000;

/** Linear centred kernel alignment of feature spaces on the same samples:
 * ‖XᵀY‖² / (‖XᵀX‖ ‖YᵀY‖) for centred X and Y, in float64. The products XXᵀ are made in blocks of rows and never kept
 * whole.
 * @param spaces float32, (n, d) each, row i of all of them the same sample.
 * @throws {RangeError} If they differ in rows. @throws {InterruptedError} If the signal is raised.
 * Cost: O(n² · Σ d); memory for nSpaces blocks of 2 million values.
 * Source: Kornblith, Norouzi, Lee, Hinton, Similarity of neural network representations revisited, ICML (2019). Debiased:
 * Song, Smola, Gretton, Bedo, Borgwardt, Feature selection via dependence maximization, JMLR 13 (2012); Nguyen, Raghu,
 * Kornblith, Do wide and deep networks learn the same things?, ICLR (2021). */
export async function linearCka(spaces: readonly Matrix[], signal?: AbortSignal): Promise<Similarity> {
  const n = spaces[0]?.rows ?? 0;
  const odd = spaces.find(({ rows }) => rows !== n);
  if (odd !== undefined) {
    throw new RangeError(
      `Cannot compare the feature spaces as they must hold the same samples: ${n} and ${odd.rows} rows`,
    );
  }
  const pause = createPause(signal);
  const count = spaces.length;
  const means = spaces.map(meanOf);
  const products = Array.from({ length: count }, () => new Float64Array(count));
  const norms = spaces.map(() => new Float64Array(n));
  const height = Math.max(1, Math.floor(BLOCK_VALUES / Math.max(n, 1)));
  for (let from = 0; from < n; from += height) {
    const rows = Math.min(height, n - from);
    const blocks: Float64Array[] = [];
    for (const [s, space] of spaces.entries()) {
      await pause();
      const Z = centredCopy(space, means[s]!);
      const part = {
        data: Z.subarray(from * space.cols, (from + rows) * space.cols),
        rows,
        cols: space.cols,
      };
      const block = await product64(part, { data: Z, rows: n, cols: space.cols });
      for (let i = 0; i < rows; i++) norms[s]![from + i] = block[i * n + from + i]!;
      blocks.push(block);
    }
    for (let a = 0; a < count; a++) {
      for (let b = 0; b <= a; b++) products[a]![b]! += dot64(blocks[a]!, blocks[b]!);
    }
  }
  const unbiased = products.map((row, a) =>
    row.map((product, b) => (b > a ? 0 : withoutBias(product, norms[a]!, norms[b]!))),
  );
  return { cka: alignment(products), debiased: alignment(unbiased) };
}

/** ‖XᵀY‖² less what it holds of each sample with itself: n (n − 3) times the unbiased estimator of HSIC.
 * @param product ‖XᵀY‖². @param a @param b squared length of each centred sample. */
function withoutBias(product: number, a: Float64Array, b: Float64Array): number {
  const n = a.length;
  if (n < 4) return Number.NaN;
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  return product - (n / (n - 2)) * dot64(a, b) + (sum(a) * sum(b)) / ((n - 1) * (n - 2));
}

/** Products as shares of those of the spaces with themselves. @param products lower triangle. */
function alignment(products: readonly Float64Array[]): number[][] {
  return products.map((_, a) =>
    Array.from(products, (_, b) => {
      if (a === b) return 1;
      const product = products[Math.max(a, b)]![Math.min(a, b)]!;
      return product / Math.sqrt(products[a]![a]! * products[b]![b]!);
    }),
  );
}

function meanOf({ data, rows, cols }: Matrix): Float64Array {
  const mean = new Float64Array(cols);
  for (let at = 0; at < data.length; at++) mean[at % cols]! += data[at]! / rows;
  return mean;
}

function centredCopy({ data, cols }: Matrix, mean: Float64Array): Float64Array {
  return Float64Array.from(data, (value, at) => value - mean[at % cols]!);
}
