import { createRng } from '../../core/index.ts';

/** Divide samples into those that are learned from and those that watch the loss, each class in proportion.
 * @param y int32, (nSamples,).
 * @param size a share below 1, or a number of samples; at least one sample stays on either side.
 * @returns positions in y, ascending. */
export function holdOut(
  y: Int32Array,
  size: number,
  seed: number,
): { readonly train: Int32Array; readonly validation: Int32Array } {
  const n = y.length;
  const nHeldOut = Math.min(size < 1 ? Math.ceil(size * n) : size, n - 1);
  const shuffled = createRng(seed).shuffle(Int32Array.from(y.keys()));
  const byClass = shuffled.sort((a, b) => y[a]! - y[b]!);
  const isHeldOut = new Uint8Array(n);
  // evenly spaced among samples in the order of their classes
  for (let k = 0; k < nHeldOut; k++) isHeldOut[byClass[Math.floor(((k + 0.5) * n) / nHeldOut)]!] = 1;
  const positions = Int32Array.from(y.keys());
  return {
    train: positions.filter((i) => isHeldOut[i] === 0),
    validation: positions.filter((i) => isHeldOut[i] === 1),
  };
}

/** Whether none of the last `nIterNoChange` losses is lower, by more than the tolerance, than the one before them. */
export function hasStalled(losses: readonly number[], nIterNoChange: number, tolerance: number): boolean {
  if (losses.length <= nIterNoChange) return false;
  const reference = losses.at(-nIterNoChange - 1)! - tolerance;
  return losses.slice(-nIterNoChange).every((loss) => loss >= reference);
}
