import type { Matrix, Rng } from '../../core/index.ts';
import { squaredDistance } from '../../linalg/index.ts';
import { EarlyStop } from './early-stop.ts';
import { type BatchedCenters, miniBatchStep, reassign } from './mini-batch-step.ts';

export interface StepsOptions {
  /** Gives the number of a sample, drawn with replacement. */
  readonly draw: () => number;
  readonly nSamples: number;
  readonly batchSize: number;
  readonly nSteps: number;
  /** Squared movement of the centers in one step at which to stop; 0 for never. */
  readonly tolerance: number;
  /** Steps without improvement after which to stop. */
  readonly patience: number;
  readonly reassignmentRatio: number;
  /** A point amid the samples. */
  readonly origin: Float64Array;
  readonly rng: Rng;
  readonly pause: () => Promise<void>;
  readonly progress?: ((share: number) => void) | undefined;
}

/** Move the centers batch after batch until that no longer helps.
 * @returns `stopped` tells whether it stopped before the last step. */
export async function runSteps(
  X: Matrix,
  start: Matrix,
  options: StepsOptions,
): Promise<{ readonly centers: Matrix; readonly steps: number; readonly stopped: boolean }> {
  const { batchSize, nSteps, rng } = options;
  const stop = new EarlyStop(batchSize, options.nSamples, options.tolerance, options.patience);
  let state: BatchedCenters = { centers: start, counts: new Float64Array(start.rows) };
  let sinceReassigned = 0;
  for (let step = 0; step < nSteps; step++) {
    const batch = Int32Array.from({ length: batchSize }, options.draw);
    sinceReassigned += batchSize;
    const isTime = state.counts.includes(0) || sinceReassigned >= 10 * start.rows;
    if (isTime) sinceReassigned = 0;
    const before = state.centers.data;
    const { inertia, ...moved } = await miniBatchStep(state, X, batch, options.origin);
    state = isTime ? reassign(moved, X, batch, options.reassignmentRatio, rng) : moved;
    options.progress?.((step + 1) / nSteps);
    await options.pause();
    const movement = squaredDistance(before, 0, state.centers.data, 0, before.length);
    if (step > 0 && stop.isDone(inertia / batchSize, movement)) {
      return { centers: state.centers, steps: step + 1, stopped: true };
    }
  }
  return { centers: state.centers, steps: nSteps, stopped: false };
}
