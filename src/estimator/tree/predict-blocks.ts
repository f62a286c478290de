import type { Matrix } from '../../core/index.ts';
import { nextTurn, type TakePart } from '../../worker/index.ts';
import type { PackedTrees } from './packed-trees.ts';
import { sumShares } from './predict-trees.ts';

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
