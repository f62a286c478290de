import type { Matrix } from '../../core/index.ts';
import type { GrownForest } from '../tree/grow-forest.ts';
import { drawnRows } from '../tree/out-of-bag.ts';
import { packTrees } from '../tree/packed-trees.ts';
import { sumShares } from '../tree/predict-trees.ts';

/** R² over the samples that at least one tree did not draw, each predicted by those trees.
 * @param y what the trees learned, of every row of X.
 * @param rows of X that the forest was grown on, in the order of its samples.
 * @returns null if every tree drew every sample; of equal targets 1 if all are predicted right, else 0.
 * Source: Breiman, Out-of-bag estimation (1996). */
export function outOfBagR2(
  { trees, task }: Pick<GrownForest, 'trees' | 'task'>,
  X: Matrix,
  y: Float64Array,
  rows: Int32Array,
): number | null {
  const drawn = Array.from(trees.roots, (_, tree) => drawnRows(tree, X.rows, rows, task));
  const sums = new Float64Array(X.rows);
  sumShares(packTrees(trees, 1), X, 0, X.rows, 1, sums, drawn);
  const counts = new Int32Array(X.rows);
  for (const isDrawn of drawn) for (let i = 0; i < X.rows; i++) counts[i]! += 1 - isDrawn[i]!;
  const tested = Int32Array.from(y.keys()).filter((i) => counts[i]! > 0);
  if (tested.length === 0) return null;
  const mean = tested.reduce((sum, i) => sum + y[i]!, 0) / tested.length;
  let errors = 0;
  let squares = 0;
  for (const i of tested) {
    errors += (y[i]! - sums[i]! / counts[i]!) ** 2;
    squares += (y[i]! - mean) ** 2;
  }
  if (squares > 0) return 1 - errors / squares;
  return errors === 0 ? 1 : 0;
}
