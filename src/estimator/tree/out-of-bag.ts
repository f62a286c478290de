import type { Matrix } from '../../core/index.ts';
import { argMaxRows } from '../labels.ts';
import { type ForestTask, treeRng } from './grow-trees.ts';
import { packTrees } from './packed-trees.ts';
import { BLOCK_ROWS } from './predict-blocks.ts';
import { sumShares } from './predict-trees.ts';
import { treeWeights } from './sample-weights.ts';
import type { Trees } from './tree-table.ts';

/** Accuracy over the samples that at least one tree did not draw, each predicted by those trees.
 * @param rows of X that the forest was grown on, in the order of its samples.
 * @returns null if every tree drew every sample.
 * Source: Breiman, Out-of-bag estimation (1996). */
export function outOfBagScore(
  trees: Trees,
  X: Matrix,
  y: Int32Array,
  rows: Int32Array,
  task: ForestTask,
): number | null {
  const sums = new Float64Array(X.rows * task.nClasses);
  const drawn = Array.from(trees.roots, (_, tree) => drawnRows(tree, X.rows, rows, task));
  const packed = packTrees(trees, task.nClasses);
  for (let from = 0; from < X.rows; from += BLOCK_ROWS) {
    const to = Math.min(from + BLOCK_ROWS, X.rows);
    sumShares(packed, X, from, to, task.nClasses, sums, drawn);
  }
  const predicted = argMaxRows(sums, X.rows, task.nClasses);
  let tested = 0;
  let correct = 0;
  for (let i = 0; i < X.rows; i++) {
    if (drawn.every((isDrawn) => isDrawn[i] === 1)) continue;
    tested++;
    if (predicted[i] === y[i]) correct++;
  }
  return tested === 0 ? null : correct / tested;
}

/** The samples of a tree, drawn anew from its own random numbers.
 * @param nRows of X. @param rows of X that the forest was grown on, in the order of its samples.
 * @returns 1 for rows that it drew, or that do not count at all, (nRows,). */
export function drawnRows(
  tree: number,
  nRows: number,
  rows: Int32Array,
  { y, nClasses, sampleWeight, sampling, seed }: ForestTask,
): Uint8Array {
  const weights = treeWeights(y, nClasses, sampleWeight, sampling, treeRng(seed, tree));
  const drawn = new Uint8Array(nRows).fill(1);
  for (let i = 0; i < weights.length; i++) if (weights[i] === 0) drawn[rows[i]!] = 0;
  return drawn;
}
