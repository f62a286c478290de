import { type DualProblem, levelOf } from './dual-problem.ts';

/** The dual of the C-support vector machine: max Σ yᵢβᵢ − ½ βᵀKβ with Σβ = 0 and 0 <= yᵢβᵢ <= C · weightᵢ.
 * @param C ascending: each problem starts from the solution of the one before it, scaled to its bounds.
 * Source: Chang & Lin, LIBSVM, ACM TIST 2 (2011), section 2.1. */
export function cProblems(C: readonly number[]): DualProblem[] {
  return C.map((value, p) => ({
    knowsResiduals: true,
    pose: (state, { size, nFirst, weightOf }, isSolved) => {
      const { beta, residual, constant, lower, upper } = state;
      const growth = isSolved ? value / C[p - 1]! : 0;
      for (let i = 0; i < size; i++) {
        const sign = i < nFirst ? 1 : -1;
        const bound = value * weightOf(i);
        const [low, high] = sign > 0 ? [0, bound] : [-bound, 0];
        constant[i] = sign;
        if (isSolved) {
          residual[i] = sign - growth * (sign - residual[i]!);
          beta[i] = beta[i] === lower[i] ? low : beta[i] === upper[i] ? high : growth * beta[i]!;
        } else {
          residual[i] = sign;
          beta[i] = 0;
        }
        lower[i] = low;
        upper[i] = high;
      }
      return [size];
    },
    read: (state) => ({ scale: 1, intercept: levelOf(state, 0, state.size), isClear: true }),
  }));
}
