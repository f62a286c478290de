import { type DualProblem, levelOf, type Pair } from './dual-problem.ts';
import type { SmoState } from './smo-state.ts';

/** The greatest ν that a pair of classes allows: 2 · the lesser of their weights / the sum of both. */
export function greatestNu({ size, nFirst, weightOf }: Pair): number {
  let first = 0;
  let second = 0;
  for (let i = 0; i < nFirst; i++) first += weightOf(i);
  for (let i = nFirst; i < size; i++) second += weightOf(i);
  return (2 * Math.min(first, second)) / (first + second);
}

/** The dual of the ν-support vector machine: min ½ βᵀKβ with 0 <= yᵢβᵢ <= weightᵢ, where β of the first class sum to
 * ν/2 · the sum of the weights, and those of the second to minus that. Its solution is scaled so that the margin is 1.
 * A ν that the pair does not allow is lowered to the greatest that it does. Where ν is so small that the classes overlap,
 * the margin is 0 and the solution no function.
 * Source: Chang & Lin, LIBSVM, ACM TIST 2 (2011), sections 2.2 and 4.2. */
export function nuProblem(nu: number, tolerance: number): DualProblem {
  let nFirst = 0;
  return {
    knowsResiduals: false,
    pose: (state, pair) => {
      const { beta, constant, lower, upper } = state;
      nFirst = pair.nFirst;
      let total = 0;
      for (let i = 0; i < pair.size; i++) total += pair.weightOf(i);
      const share = (Math.min(nu, greatestNu(pair)) * total) / 2;
      let left = share;
      for (let i = 0; i < pair.size; i++) {
        if (i === nFirst) left = share;
        const sign = i < nFirst ? 1 : -1;
        const bound = pair.weightOf(i);
        const size = Math.min(bound, left);
        left -= size;
        beta[i] = sign * size;
        lower[i] = sign > 0 ? 0 : -bound;
        upper[i] = sign > 0 ? bound : 0;
        constant[i] = 0;
      }
      return [nFirst, pair.size];
    },
    read: (state) => {
      const first = levelOf(state, 0, nFirst);
      const second = levelOf(state, nFirst, state.size);
      const margin = (second - first) / 2;
      // Where rounding is all that tells the classes apart there is no margin to scale to.
      const scale = margin > ROUNDING * greatestValue(state) ? 1 / margin : 0;
      return { scale, intercept: ((first + second) / 2) * scale, isClear: margin > tolerance };
    },
  };
}

/** Of float32 kernel values, as a share of what they can sum to. */
const ROUNDING = 1e-6;

/** What no residual exceeds: Σ |β| times the greatest kernel value. */
function greatestValue({ beta, diagonal, size }: SmoState): number {
  let sum = 0;
  let greatest = 0;
  for (let i = 0; i < size; i++) {
    sum += Math.abs(beta[i]!);
    greatest = Math.max(greatest, diagonal[i]!);
  }
  return sum * greatest;
}
