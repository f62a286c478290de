import type { Matrix } from '../../core/index.ts';
import type { Moments } from './moments.ts';

/** The training samples of one feature space, as the scores see them. */
export interface LabelledSpace {
  /** float32, (nSamples, nFeatures), finite, as extracted: no transform is fitted. */
  readonly X: Matrix;
  /** Class ids, (nSamples,): every id in [0, nClasses) occurs. */
  readonly y: Int32Array;
  readonly nClasses: number;
  readonly moments: Moments;
  /** Of each sample, how probable the backbone holds each of the classes it was trained on, float64,
   * (nSamples × nSourceClasses); where the space is such a head. */
  readonly sourceProbabilities?: Float64Array;
}

/** Says of a feature space, before any model is trained, how well one would do on it. One file each, one line in
 * `registry.ts`. */
export interface TransferabilityScore {
  /** As YAML and results.json name it. */
  readonly id: string;
  readonly title: string;
  readonly better: 'higher' | 'lower';
  /** @returns undefined where the space does not have what the score needs, NaN where it is not defined. */
  compute(space: LabelledSpace): Promise<number | undefined>;
}
