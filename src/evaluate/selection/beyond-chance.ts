import { mean } from '../statistics.ts';
import { studentTwoSided } from '../tests/student.ts';
import type {
  ClassPredictions,
  LabelSetPredictions,
  NumberPredictions,
  Predictions,
  TestedFold,
} from '../types.ts';

/** How far truth and prediction vary together: Σᵢ (yᵢ − ȳ)·(pᵢ − p̄), and its variance over all permutations of y. */
interface Agreement {
  readonly excess: number;
  readonly variance: number;
}

/** The chance that predictions which know nothing of the truth agree with it as well as these do, one-sided, whatever
 * metric a cell is ranked by: right classes, numbers that rise with the true ones, high scores for the labels that a
 * sample has. Under permutation of the truth within a fold their agreement has the variance ⟨YᵀY, PᵀP⟩ / (n − 1) of
 * the centred columns Y and P. Folds are added up; samples that are tested or drawn together count as one.
 * @param nUnits what was tested apart: samples, or groups of them.
 * @returns 1 where the predictions of each fold are all the same.
 * Source: Mantel, Chi-square tests with one degree of freedom, JASA 58 (1963); of classes it is the agreement that
 * Cohen's kappa measures. */
export function chanceOf(tested: readonly TestedFold[], nUnits: number): number {
  let excess = 0;
  let variance = 0;
  let nTested = 0;
  for (const fold of tested) {
    nTested += fold.rows.length;
    if (fold.rows.length < 2) continue;
    const agreement = agreementOf(fold);
    excess += agreement.excess;
    variance += agreement.variance;
  }
  if (excess <= 0 || variance <= 0) return 1;
  const z = excess / Math.sqrt(variance * (nTested / nUnits));
  return studentTwoSided(z, Math.max(nUnits - 2, 1)) / 2;
}

function agreementOf(predictions: Predictions): Agreement {
  switch (predictions.task) {
    case 'regression':
      return ofNumbers(predictions);
    case 'multi-label':
      return ofLabels(predictions);
    default:
      return ofClasses(predictions);
  }
}

/** With class counts a, predicted b times each, the mean of right predictions is Σ aₖbₖ / n and their variance
 * (Σ aₖbₖ (1 − (aₖ + bₖ) / n) + (Σ aₖbₖ)² / n²) / (n − 1): the columns are the classes, 1 or 0. */
function ofClasses({ yTrue, yPred, nClasses }: ClassPredictions): Agreement {
  const n = yTrue.length;
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

function ofNumbers({ yTrue, yPred }: NumberPredictions): Agreement {
  const [y, p] = [centred(yTrue), centred(yPred)];
  return { excess: dot(y, p), variance: (dot(y, y) * dot(p, p)) / (yTrue.length - 1) };
}

/** Cost: O(nSamples · nLabels²). */
function ofLabels({ yTrue, scores }: LabelSetPredictions): Agreement {
  const { rows: n, cols } = yTrue;
  const column = (data: ArrayLike<number>, j: number) =>
    centred(Float64Array.from({ length: n }, (_, i) => data[i * cols + j]!));
  const labels = Array.from({ length: cols }, (_, j) => column(yTrue.data, j));
  const guesses = labels.map((_, j) => column(scores.data, j));
  let excess = 0;
  let products = 0;
  for (let j = 0; j < cols; j++) {
    excess += dot(labels[j]!, guesses[j]!);
    for (let k = 0; k < cols; k++) {
      products += dot(labels[j]!, labels[k]!) * dot(guesses[j]!, guesses[k]!);
    }
  }
  return { excess, variance: products / (n - 1) };
}

function centred(values: Float64Array): Float64Array {
  const centre = mean(values);
  return values.map((value) => value - centre);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
