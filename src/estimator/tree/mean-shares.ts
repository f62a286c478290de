import { type Matrix, matrix } from '../../core/index.ts';
import { threadCount } from '../../linalg/index.ts';
import { inSharedMemory, shareWork } from '../../worker/index.ts';
import type { PackedTrees } from './packed-trees.ts';
import { BLOCK_ROWS, predictBlocks } from './predict-blocks.ts';

/** Samples · trees from which other threads help. */
const THREADS_FROM = 50_000;

/** Class probabilities: the mean of the leaves' class shares over the trees, (nSamples, nClasses). */
export async function meanShares(trees: PackedTrees, X: Matrix, nClasses: number): Promise<Matrix> {
  const sums = await sumsOverTrees(trees, X, nClasses);
  return matrix(
    X.rows,
    nClasses,
    Float32Array.from(sums, (sum) => sum / trees.roots.length),
  );
}

/** The sums over the trees of what the leaves hold, float64, (nSamples × nClasses).
 * @param nClasses values of a leaf. */
export async function sumsOverTrees(trees: PackedTrees, X: Matrix, nClasses: number): Promise<Float64Array> {
  const threads = X.rows * trees.roots.length < THREADS_FROM ? 1 : threadCount();
  const sums = new Float64Array(new SharedArrayBuffer(8 * X.rows * nClasses));
  const task = { trees, X: threads === 1 ? X : inSharedMemory(X), nClasses, sums };
  const nBlocks = Math.ceil(X.rows / BLOCK_ROWS);
  const file = new URL('./predict-task.ts', import.meta.url);
  await shareWork(file, threads, task, nBlocks, predictBlocks, { pause: async () => {} });
  return sums;
}
