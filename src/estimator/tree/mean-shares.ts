import { type Matrix, matrix } from '../../core/index.ts';
import { threadCount } from '../../linalg/index.ts';
import { inSharedMemory, nextTurn, shareWork, type TakePart } from '../../worker/index.ts';
import { type PackedTrees, sumShares } from './predict-trees.ts';

/** What all threads of a prediction see; they write to `sums`. */
export interface PredictTask {
  readonly trees: PackedTrees;
  readonly X: Matrix;
  readonly nClasses: number;
  /** float64, (nSamples × nClasses). */
  readonly sums: Float64Array;
}

/** Samples that go through all trees together. */
export const BLOCK_ROWS = 64;

/** Samples · trees from which other threads help. */
const THREADS_FROM = 50_000;

/** Class probabilities: the mean of the leaves' class shares over the trees, (nSamples, nClasses). */
export async function meanShares(trees: PackedTrees, X: Matrix, nClasses: number): Promise<Matrix> {
  const threads = X.rows * trees.roots.length < THREADS_FROM ? 1 : threadCount();
  const sums = new Float64Array(new SharedArrayBuffer(8 * X.rows * nClasses));
  const task = { trees, X: threads === 1 ? X : inSharedMemory(X), nClasses, sums };
  const nBlocks = Math.ceil(X.rows / BLOCK_ROWS);
  const file = new URL('./predict-task.ts', import.meta.url);
  await shareWork(file, threads, task, nBlocks, predictBlocks, { pause: async () => {} });
  return matrix(
    X.rows,
    nClasses,
    Float32Array.from(sums, (sum) => sum / trees.roots.length),
  );
}

/** Predict blocks of samples while there are any. */
export const predictBlocks: TakePart<PredictTask, true> = async ({ trees, X, nClasses, sums }, turns) => {
  const part: [number, true][] = [];
  for (let block = nextTurn(turns); block >= 0; block = nextTurn(turns)) {
    const from = block * BLOCK_ROWS;
    sumShares(trees, X, from, Math.min(from + BLOCK_ROWS, X.rows), nClasses, sums);
    part.push([block, true]);
  }
  return part;
};
