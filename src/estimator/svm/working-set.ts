import { CAN_GROW, CAN_SHRINK } from './smo-state.ts';

/** Stands in for a curvature that is not positive. */
export const TAU = 1e-12;

/** The place in [from, to) whose β may grow with the greatest gain, or −1. */
export function greatestUpward(
  residual: Float64Array,
  freedom: Uint8Array,
  from: number,
  to: number,
): number {
  let best = -1;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let t = from; t < to; t++) {
    const value = residual[t]!;
    if (value > greatest && freedom[t]! & CAN_GROW) {
      greatest = value;
      best = t;
    }
  }
  return best;
}

/** residual −= step · (K_i − K_j) in [from, to), and then what `greatestUpward` finds there.
 * @param iAt where the values of row i begin in `rows`. @param jAt the same for row j. */
export function updateResidual(
  residual: Float64Array,
  freedom: Uint8Array,
  from: number,
  to: number,
  step: number,
  rowsI: Float32Array,
  iAt: number,
  rowsJ: Float32Array,
  jAt: number,
): number {
  let best = -1;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let t = from; t < to; t++) {
    const value = residual[t]! - step * (rowsI[iAt + t]! - rowsJ[jAt + t]!);
    residual[t] = value;
    if (value > greatest && freedom[t]! & CAN_GROW) {
      greatest = value;
      best = t;
    }
  }
  return best;
}

/** A partner for i: see `findPartner`. */
export interface Partner {
  /** Its place, or −1 where no β may shrink. */
  place: number;
  /** Twice the increase of the objective that the pair promises. */
  gain: number;
  /** The greatest violation of the optimality conditions with i. */
  violation: number;
}

/** The place in [from, to) whose β may shrink and which promises most together with i, by the curvature of the pair.
 * Source: Fan, Chen & Lin, Working set selection using second order information, JMLR 6 (2005), WSS 3. */
export function findPartner(
  i: number,
  residual: Float64Array,
  freedom: Uint8Array,
  diagonal: Float64Array,
  from: number,
  to: number,
  rows: Float32Array,
  iAt: number,
  found: Partner,
): void {
  const residualI = residual[i]!;
  const diagonalI = diagonal[i]!;
  let best = -1;
  let greatestGain = 0;
  let least = residualI;
  for (let t = from; t < to; t++) {
    const value = residual[t]!;
    if (value >= residualI || !(freedom[t]! & CAN_SHRINK)) continue;
    if (value < least) least = value;
    const violation = residualI - value;
    const curvature = diagonalI + diagonal[t]! - 2 * rows[iAt + t]!;
    const gain = (violation * violation) / (curvature > 0 ? curvature : TAU);
    if (gain > greatestGain) {
      greatestGain = gain;
      best = t;
    }
  }
  found.place = best;
  found.gain = greatestGain;
  found.violation = residualI - least;
}

/** Bring the values of a row into the order of the active variables. */
export function gatherRow(
  rows: Float32Array,
  rowAt: number,
  index: Int32Array,
  active: number,
  out: Float32Array,
): void {
  for (let t = 0; t < active; t++) out[t] = rows[rowAt + index[t]!]!;
}
