import { studentTwoSided } from '../tests/student.ts';
import type { TestedFold } from '../types.ts';

/** The chance that predictions which know nothing of the labels agree with them as often as these do, one-sided. It
 * depends on how often they are right, whatever a cell is ranked by.
 *
 * Under permutation of the labels of a fold with class counts a, predicted b times each, the number of right predictions
 * has mean Σ aₖbₖ / n and variance (Σ aₖbₖ (1 − (aₖ + bₖ) / n) + (Σ aₖbₖ)² / n²) / (n − 1). Folds are added up; samples
 * that are tested or drawn together count as one.
 * @param nUnits what was tested apart: samples, or groups of them.
 * @returns 1 where all predictions of each fold are of one class.
 * Source: Mantel, Chi-square tests with one degree of freedom, JASA 58 (1963); Cohen's kappa is the same agreement. */
export function chanceOf(tested: readonly TestedFold[], nUnits: number): number {
  let excess = 0;
  let variance = 0;
  let nTested = 0;
  for (const fold of tested) {
    const agreement = agreementOf(fold);
    excess += agreement.excess;
    variance += agreement.variance;
    nTested += fold.rows.length;
  }
  if (excess <= 0 || variance <= 0) return 1;
  const z = excess / Math.sqrt(variance * (nTested / nUnits));
  return studentTwoSided(z, Math.max(nUnits - 2, 1)) / 2;
}

/** Right predictions beyond those expected by chance, and their variance by chance. */
function agreementOf({ yTrue, yPred, nClasses }: TestedFold): { excess: number; variance: number } {
  const n = yTrue.length;
  if (n < 2) return { excess: 0, variance: 0 };
  const actual = new Float64Array(nClasses);
  const predicted = new Float64Array(nClasses);
  let right = 0;
  for (let i = 0; i < n; i++) {
    actual[yTrue[i]!]! += 1;
    predicted[yPred[i]!]! += 1;
    if (yTrue[i] === yPred[i]) right += 1;
  }
  let pairs = 0;
  let spread = 0;
  for (let c = 0; c < nClasses; c++) {
    const both = actual[c]! * predicted[c]!;
    pairs += both;
    spread += both * (1 - (actual[c]! + predicted[c]!) / n);
  }
  return { excess: right - pairs / n, variance: (spread + (pairs / n) ** 2) / (n - 1) };
}
