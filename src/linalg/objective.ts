import { type Features, isSparse, type Matrix } from '../core/index.ts';
import { graphProblems } from './graph-objective.ts';
import { lockstep } from './lockstep.ts';
import { featuresOf } from './operand.ts';
import { sparseObjectives } from './sparse-objective.ts';
import { typedObjective } from './typed-objective.ts';
import type { LinearObjective, LinearProblem, LossId, Operand } from './types.ts';

/** Multiplications of a forward product from which a session call is faster than typed-array code. */
const SESSION_FROM = 8_000;
/** Multiplications of entries from which float32 products replace typed-array code. */
const SPARSE_FROM = 500_000;

/** Multinomial cross-entropy: −log softmax(z)[class].
 * @param targets one-hot, float32, (nSamples, nOutputs).
 * @param weights what each sample counts, (nSamples,); default all 1. */
export function softmaxObjective(
  X: Operand | Features,
  targets: Matrix,
  weights?: Float64Array,
): LinearObjective {
  return lockstepObjectives('softmax', X, [{ targets, weights }])[0]!;
}

/** Log loss of a logit: log(1 + exp(−s·z)), summed over the outputs, which are as many independent problems.
 * @param signs s ∈ {−1, 1}, float32, (nSamples, nOutputs).
 * @param weights what each sample counts, (nSamples,); default all 1. */
export function logisticObjective(
  X: Operand | Features,
  signs: Matrix,
  weights?: Float64Array,
): LinearObjective {
  return lockstepObjectives('logistic', X, [{ targets: signs, weights }])[0]!;
}

/** Squared hinge: max(0, 1 − s·z)², summed over the outputs, which are as many independent problems.
 * @param signs s ∈ {−1, 1}, float32, (nSamples, nOutputs).
 * @param weights what each sample counts, (nSamples,); default all 1. */
export function squaredHingeObjective(
  X: Operand | Features,
  signs: Matrix,
  weights?: Float64Array,
): LinearObjective {
  return lockstepObjectives('squared-hinge', X, [{ targets: signs, weights }])[0]!;
}

/** The objectives of problems on the same X. Where several are minimised at the same time, what they ask for is
 * computed together in one wide product, which is far faster than one after the other.
 * Sparse features are never made dense: a large problem is solved by float32 products over their entries. Small ones, and
 * dense shapes where a session call costs more than the work, run in typed-array code, in float64 throughout.
 * @param problems with equally many outputs. */
export function lockstepObjectives(
  loss: LossId,
  operand: Operand | Features,
  problems: readonly LinearProblem[],
): LinearObjective[] {
  const X = featuresOf(operand);
  const nOutputs = problems[0]!.targets.cols;
  if (isSparse(X) && X.values.length * nOutputs >= SPARSE_FROM) return sparseObjectives(loss, X, problems);
  if (isSparse(X) || X.rows * X.cols * nOutputs * problems.length < SESSION_FROM) {
    return problems.map((problem) => typedObjective(loss, X, problem));
  }
  return lockstep(graphProblems(loss, X, problems));
}
