import { createRng, deriveSeed, type Matrix } from '../../core/index.ts';
import type { BoostingMemory } from './boosting-memory.ts';
import { hasStalled } from './early-stopping.ts';
import type { GradientBoostedTreesParams } from './gradient-boosted-trees-params.ts';
import type { GrownLeaf, TreeGrower } from './grow-tree.ts';
import type { LogLoss } from './log-loss.ts';
import { addTree, type BoostedTrees, BoostedTreeTable, sumTrees } from './tree-table.ts';

/** Samples that are not learned from. */
export interface HeldOut {
  readonly X: Matrix;
  readonly loss: LogLoss;
}

/** What early stopping looks at: the samples held out, or the training samples where there are none. */
export interface Watch {
  readonly heldOut: HeldOut | undefined;
}

export interface Boosted {
  readonly trees: BoostedTrees;
  readonly baseline: Float64Array;
  /** How much of all the splits' gain is from each feature, float64, (nFeatures,); all 0 where there is no split. */
  readonly importances: Float64Array;
  /** The loss that was watched, before the first round and after each; empty where none was. */
  readonly losses: readonly number[];
}

export interface BoostOptions {
  readonly params: GradientBoostedTreesParams;
  /** Undefined to grow all rounds. */
  readonly watch: Watch | undefined;
  readonly seed: number;
  readonly pause: () => Promise<void>;
  readonly progress: ((done: number) => void) | undefined;
}

/** Grow rounds of trees, each a Newton step on the loss of the sums so far.
 * @param loss of the memory's samples. */
export async function boost(
  memory: BoostingMemory,
  grower: TreeGrower,
  loss: LogLoss,
  { params, watch, seed, pause, progress }: BoostOptions,
): Promise<Boosted> {
  const n = memory.nSamples;
  const table = new BoostedTreeTable();
  const baseline = loss.baseline();
  const sums = new Float64Array(loss.nTrees * n);
  for (const [k, value] of baseline.entries()) sums.fill(value, k * n, (k + 1) * n);
  const gradients = new Float32Array(2 * loss.nTrees * n);
  const heldOut = watch?.heldOut;
  const heldOutSums = heldOut && sumTrees(table.toTrees(), heldOut.X, baseline);
  const losses: number[] = [];
  const watchLoss = () => {
    if (watch !== undefined) losses.push(heldOut ? heldOut.loss.mean(heldOutSums!) : loss.mean(sums));
  };

  watchLoss();
  for (let round = 0; round < params.maxIterations; round++) {
    loss.derivatives(sums, gradients);
    for (let k = 0; k < loss.nTrees; k++) {
      const rng = createRng(deriveSeed(seed, 'tree', round, k));
      const treeGradients = gradients.subarray(2 * k * n, 2 * (k + 1) * n);
      addLeaves(await grower.grow(table, treeGradients, rng, pause), memory.samples, sums, k * n);
      progress?.((round + (k + 1) / loss.nTrees) / params.maxIterations);
    }
    if (heldOut) addRound(table, heldOut.X, loss.nTrees, heldOutSums!);
    watchLoss();
    if (watch !== undefined && hasStalled(losses, params.nIterNoChange, params.tolerance)) break;
  }
  return { trees: table.toTrees(), baseline, losses, importances: shares(grower.gains) };
}

function shares(gains: Float64Array): Float64Array {
  const total = gains.reduce((sum, gain) => sum + gain, 0);
  return total === 0 ? gains : gains.map((gain) => gain / total);
}

function addLeaves(leaves: readonly GrownLeaf[], samples: Int32Array, sums: Float64Array, at: number): void {
  for (const { start, end, value } of leaves) {
    for (let i = start; i < end; i++) sums[at + samples[i]!]! += value;
  }
}

/** Add the last round's trees to the sums of other samples. */
function addRound(table: BoostedTreeTable, X: Matrix, nTrees: number, sums: Float64Array): void {
  const trees = table.lastTrees(nTrees);
  for (let k = 0; k < nTrees; k++) addTree(trees, k, X, 0, X.rows, sums, k * X.rows);
}
