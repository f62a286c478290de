import type { KernelRows } from './kernel-rows.ts';
import { computeResiduals, shrink } from './shrinking.ts';
import { CAN_GROW, CAN_SHRINK, type SmoState } from './smo-state.ts';
import { findPartner, gatherRow, greatestUpward, type Partner, TAU, updateResidual } from './working-set.ts';

export interface SmoOptions {
  /** Converged when the most violating pair violates its optimality conditions by less. */
  readonly tolerance: number;
  readonly maxIterations: number;
  readonly shrinking: boolean;
  /** Awaited now and then. */
  readonly pause: () => Promise<void>;
}

/** Steps between two pauses. */
const PAUSE_EVERY = 256;
/** Steps between two attempts to shrink, unless there are fewer variables. */
const SHRINK_EVERY = 1000;

/** Solve a dual problem, max over β of what `state.residual` is the derivative of, by sequential minimal optimisation
 * with second-order working sets and shrinking; the state holds the solution, all variables in their places.
 * @returns whether it converged.
 * Cost: O(n) a step for n variables; the number of steps grows with their bounds and with n.
 * Source: Fan, Chen & Lin, Working set selection using second order information, JMLR 6 (2005); Chang & Lin, LIBSVM,
 * ACM TIST 2 (2011), section 5. */
export async function solveSmo(state: SmoState, kernel: KernelRows, options: SmoOptions): Promise<boolean> {
  const { residual, freedom, diagonal } = state;
  const { tolerance, maxIterations, pause } = options;
  const allEnds = state.groupEnds;
  const rowI = new RowView(state, kernel);
  const rowJ = new RowView(state, kernel);
  const partner: Partner = { place: -1, gain: 0, violation: 0 };
  /** For each group, the place of its β that is to grow. */
  const upward = new Int32Array(allEnds.length);
  const shrinkEvery = Math.min(state.size, SHRINK_EVERY);
  let untilShrinking = options.shrinking ? shrinkEvery : Number.POSITIVE_INFINITY;
  let isNear = false;
  const lookUpward = () => {
    for (let g = 0, from = 0; g < allEnds.length; from = state.groupEnds[g++]!) {
      upward[g] = greatestUpward(residual, freedom, from, state.groupEnds[g]!);
    }
  };
  const takeAllUp = async () => {
    await computeResiduals(state, kernel, state.active);
    state.unshrink(allEnds);
    lookUpward();
  };
  lookUpward();
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    if (iteration % PAUSE_EVERY === PAUSE_EVERY - 1) await pause();
    let i = -1;
    let j = -1;
    let shown = -1;
    let gain = 0;
    let violation = 0;
    for (let g = 0, from = 0; g < allEnds.length; from = state.groupEnds[g++]!) {
      const place = upward[g]!;
      if (place < 0) continue;
      if (!rowI.show(place)) await rowI.load(place);
      shown = place;
      findPartner(place, residual, freedom, diagonal, from, state.groupEnds[g]!, rowI.data, rowI.at, partner);
      violation = Math.max(violation, partner.violation);
      if (partner.gain <= gain) continue;
      gain = partner.gain;
      [i, j] = [place, partner.place];
    }
    if (violation < tolerance) {
      if (!state.isShrunk) return true;
      await takeAllUp();
      continue;
    }
    if (--untilShrinking === 0) {
      untilShrinking = shrinkEvery;
      if (!isNear && violation < 10 * tolerance) {
        isNear = true;
        if (state.isShrunk) {
          await takeAllUp();
          continue;
        }
      }
      if (shrink(state)) {
        lookUpward();
        continue;
      }
    }
    if (shown !== i && !rowI.show(i)) await rowI.load(i);
    if (!rowJ.show(j)) await rowJ.load(j);
    const curvature = diagonal[i]! + diagonal[j]! - 2 * rowI.data[rowI.at + j]!;
    const step = state.move(i, j, (residual[i]! - residual[j]!) / Math.max(curvature, TAU));
    for (let g = 0, from = 0; g < allEnds.length; from = state.groupEnds[g++]!) {
      const to = state.groupEnds[g]!;
      upward[g] = updateResidual(residual, freedom, from, to, step, rowI.data, rowI.at, rowJ.data, rowJ.at);
    }
  }
  if (state.isShrunk) await takeAllUp();
  return false;
}

/** A row of the kernel matrix in the order of the active variables. */
class RowView {
  data: Float32Array;
  /** Where the row begins in `data`. */
  at = 0;
  private readonly state: SmoState;
  private readonly kernel: KernelRows;
  private ordered: Float32Array | undefined;

  constructor(state: SmoState, kernel: KernelRows) {
    this.state = state;
    this.kernel = kernel;
    this.data = kernel.data;
  }

  /** @returns whether the row of that place is at hand. */
  show(place: number): boolean {
    const { state, kernel } = this;
    const at = kernel.at(state.index[place]!);
    if (at < 0) return false;
    if (!state.isShrunk) {
      this.data = kernel.data;
      this.at = at;
      return true;
    }
    this.ordered ??= new Float32Array(state.size);
    gatherRow(kernel.data, at, state.index, state.active, this.ordered);
    this.data = this.ordered;
    this.at = 0;
    return true;
  }

  /** Bring the row of that place at hand, and with it those that may be asked for next: of the variables that violate
   * their conditions most. */
  async load(place: number): Promise<void> {
    await this.kernel.load(likelyRows(this.state, this.kernel, place));
    this.show(place);
  }
}

function likelyRows({ active, residual, freedom, index }: SmoState, kernel: KernelRows, place: number) {
  const missing: number[] = [];
  for (let t = 0; t < active; t++) if (t !== place && !kernel.has(index[t]!)) missing.push(t);
  const half = (kernel.batch - 1) >> 1;
  const upward = missing.filter((t) => freedom[t]! & CAN_GROW).sort((a, b) => residual[b]! - residual[a]!);
  const downward = missing
    .filter((t) => freedom[t]! & CAN_SHRINK)
    .sort((a, b) => residual[a]! - residual[b]!);
  const places = new Set([place, ...upward.slice(0, half), ...downward.slice(0, half)]);
  return Int32Array.from(places, (t) => index[t]!);
}
