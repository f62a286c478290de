import type { KernelRows } from './kernel-rows.ts';
import { CAN_GROW, CAN_SHRINK, type SmoState } from './smo-state.ts';

/** Leave aside the active variables at a bound that they would rather pass: no pair with them promises anything.
 * @returns whether there were any.
 * Source: Chang & Lin, LIBSVM, ACM TIST 2 (2011), section 5.1. */
export function shrink(state: SmoState): boolean {
  const { residual, freedom, active, groupEnds } = state;
  const isKept = new Uint8Array(active).fill(1);
  let hasLeft = false;
  let from = 0;
  for (const to of groupEnds) {
    let mostUpward = Number.NEGATIVE_INFINITY;
    let mostDownward = Number.POSITIVE_INFINITY;
    for (let t = from; t < to; t++) {
      if (freedom[t]! & CAN_GROW) mostUpward = Math.max(mostUpward, residual[t]!);
      if (freedom[t]! & CAN_SHRINK) mostDownward = Math.min(mostDownward, residual[t]!);
    }
    for (let t = from; t < to; t++) {
      const isAtTop = !(freedom[t]! & CAN_GROW) && residual[t]! > mostUpward;
      const isAtBottom = !(freedom[t]! & CAN_SHRINK) && residual[t]! < mostDownward;
      if (!isAtTop && !isAtBottom) continue;
      isKept[t] = 0;
      hasLeft = true;
    }
    from = to;
  }
  if (hasLeft) state.shrink(isKept);
  return hasLeft;
}

/** Compute the residuals from a place on, as those of variables left aside, which did not follow the steps: their constant
 * part − Kβ. */
export async function computeResiduals(state: SmoState, kernel: KernelRows, first: number): Promise<void> {
  const { size, index, beta, residual, constant } = state;
  const supporting: number[] = [];
  for (let t = 0; t < size; t++) if (beta[t] !== 0) supporting.push(t);
  for (let t = first; t < size; t++) residual[t] = constant[index[t]!]!;
  for (let from = 0; from < supporting.length; from += kernel.batch) {
    const places = supporting.slice(from, from + kernel.batch);
    if (places.some((t) => !kernel.has(index[t]!)))
      await kernel.load(Int32Array.from(places, (t) => index[t]!));
    for (const place of places) {
      subtractRow(residual, beta[place]!, kernel.data, kernel.at(index[place]!), index, first, size);
    }
  }
}

function subtractRow(
  residual: Float64Array,
  factor: number,
  rows: Float32Array,
  rowAt: number,
  index: Int32Array,
  from: number,
  to: number,
): void {
  for (let t = from; t < to; t++) residual[t]! -= factor * rows[rowAt + index[t]!]!;
}
