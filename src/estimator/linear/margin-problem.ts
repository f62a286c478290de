import type { CountedSamples } from './counted-samples.ts';
import type { LinearSvmParams } from './linear-svm-params.ts';
import { logisticWeights } from './logistic-weights.ts';

/** One binary problem of several that share their features. */
export interface MarginProblem {
  /** 1 or −1 for each sample, float32, (nSamples,). */
  readonly signs: Float32Array;
  /** What a violated margin costs: C times the weight of the sample, float64, (nSamples,); 0 leaves a sample out. */
  readonly costs: Float64Array;
}

/** Samples of several classes. */
export interface MulticlassProblem {
  /** int32, (nSamples,), values in [0, nClasses). */
  readonly positions: Int32Array;
  readonly nClasses: number;
  /** What a violated margin costs: C times the weight of the sample, float64, (nSamples,). */
  readonly costs: Float64Array;
}

export interface MarginSolution {
  /** float64, (nFeatures + 1,): the weights, then the one of the bias. */
  readonly w: Float64Array;
  readonly converged: boolean;
}

/** When a solver of margin problems stops. */
export interface MarginOptions {
  /** Converged when the duality gap is at most this share of the objective. */
  readonly tolerance: number;
  readonly maxIterations: number;
  /** Awaited now and then. */
  readonly pause: () => Promise<void>;
}

export interface ProgressOptions extends MarginOptions {
  /** Told now and then how much is done, in [0, 1]. */
  readonly progress?: ((done: number) => void) | undefined;
}

/** What each class counts beyond its samples' weights, float64, (classes with samples,). `balanced` evens out the sums of
 * the samples' weights.
 * @throws {RangeError} If a list of class weights has not nClasses entries, or leaves no sample a weight. */
export function classWeights(
  { labels, positions, weights, classes }: CountedSamples,
  nClasses: number,
  classWeight: LinearSvmParams['classWeight'],
): Float64Array {
  const weighted = logisticWeights(labels, nClasses, classWeight, weights) ?? weights;
  const perClass = new Float64Array(classes.length);
  for (let i = 0; i < labels.length; i++) perClass[positions[i]!] = weighted[i]! / weights[i]!;
  return perClass;
}

/** One problem per class, or a single one for two classes: the second against the first. As in LIBLINEAR, the weight of a
 * class counts where its samples are to be told from the rest, and not where they are part of the rest. */
export function oneVsRestProblems(
  { positions, weights, classes }: CountedSamples,
  perClass: Float64Array,
  C: number,
): MarginProblem[] {
  const isPair = classes.length === 2;
  return Array.from(isPair ? [1] : classes.keys(), (own) => ({
    signs: Float32Array.from(positions, (position) => (position === own ? 1 : -1)),
    costs: Float64Array.from(
      positions,
      (position, i) => C * weights[i]! * (isPair || position === own ? perClass[position]! : 1),
    ),
  }));
}
