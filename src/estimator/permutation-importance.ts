import { createPause, createRng, deriveSeed, type Matrix, matrix } from '../core/index.ts';
import type { FittedClassifier } from './types.ts';

export interface PermutationOptions {
  /** How often each feature is shuffled. Default 5. */
  readonly repeats?: number;
  /** Default 0. */
  readonly seed?: number;
  /** How good predictions are: the greater, the better. Default the accuracy. */
  readonly metric?: (expected: Int32Array, predicted: Int32Array) => number;
  /** Stops with an InterruptedError. */
  readonly signal?: AbortSignal;
  /** Told now and then how much is done, in [0, 1]. */
  readonly progress?: (done: number) => void;
}

export interface PermutationImportance {
  /** The metric on the data as they are. */
  readonly score: number;
  /** What shuffling each feature takes from it, (nFeatures,): the mean of the repeats. */
  readonly means: Float64Array;
  /** Its standard deviation over the repeats, (nFeatures,). */
  readonly standardDeviations: Float64Array;
  /** (nFeatures, repeats), row-major. */
  readonly drops: Float64Array;
}

/** How much a model relies on each feature: what its predictions lose when the feature's values are shuffled among the
 * samples. Of features that say the same each looks unimportant, as the model still has the other.
 * @param X float32, (nSamples, nFeatures); held-out samples say more than those of the fit. Left as it is.
 * @param y int32, (nSamples,), class ids.
 * @throws {RangeError} If X and y differ in length or are empty, or X is not what the model takes.
 * Cost: nFeatures · repeats predictions.
 * Source: Breiman, Random forests, Machine Learning 45 (2001), §10. */
export async function permutationImportance(
  model: Pick<FittedClassifier, 'predict'>,
  X: Matrix,
  y: Int32Array,
  { repeats = 5, seed = 0, metric = accuracy, signal, progress }: PermutationOptions = {},
): Promise<PermutationImportance> {
  if (X.rows !== y.length || X.rows === 0) {
    throw new RangeError(
      `Cannot permute features as X and y must have the same number of samples, at least one: X has ${X.rows} rows, y has ${y.length} labels`,
    );
  }
  const pause = createPause(signal);
  const score = metric(y, await model.predict(X));
  const shuffled = matrix(X.rows, X.cols, X.data.slice());
  const drops = new Float64Array(X.cols * repeats);
  for (let feature = 0; feature < X.cols; feature++) {
    const rng = createRng(deriveSeed(seed, 'feature', feature));
    const column = Float32Array.from(y, (_, i) => X.data[i * X.cols + feature]!);
    for (let repeat = 0; repeat < repeats; repeat++) {
      write(shuffled, feature, rng.shuffle(column.slice()));
      drops[feature * repeats + repeat] = score - metric(y, await model.predict(shuffled));
      await pause();
    }
    write(shuffled, feature, column);
    progress?.((feature + 1) / X.cols);
  }
  return { score, drops, ...summary(drops, X.cols, repeats) };
}

function write({ data, cols }: Matrix, feature: number, column: Float32Array): void {
  for (let i = 0; i < column.length; i++) data[i * cols + feature] = column[i]!;
}

function summary(drops: Float64Array, nFeatures: number, repeats: number) {
  const means = new Float64Array(nFeatures);
  const standardDeviations = new Float64Array(nFeatures);
  for (let f = 0; f < nFeatures; f++) {
    const own = drops.subarray(f * repeats, (f + 1) * repeats);
    const mean = own.reduce((sum, drop) => sum + drop, 0) / repeats;
    means[f] = mean;
    standardDeviations[f] = Math.sqrt(own.reduce((sum, drop) => sum + (drop - mean) ** 2, 0) / repeats);
  }
  return { means, standardDeviations };
}

function accuracy(expected: Int32Array, predicted: Int32Array): number {
  let right = 0;
  for (let i = 0; i < expected.length; i++) if (predicted[i] === expected[i]) right++;
  return right / expected.length;
}
