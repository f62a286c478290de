import type { Matrix } from '../../core/index.ts';
import { type ScoreTerms, scores } from '../../linalg/index.ts';
import { bestClasses } from '../labels.ts';
import { toBase64 } from '../serialize.ts';
import type { FittedClassifier, FittedJson } from '../types.ts';
import { checkApplyInput } from '../validate.ts';
import { overallMean } from './class-moments.ts';
import { manhattanScores } from './manhattan-scores.ts';
import { posteriors } from './posteriors.ts';

export interface NearestCentroidFields {
  readonly metric: 'euclidean' | 'manhattan' | 'cosine';
  readonly nClasses: number;
  readonly nFeatures: number;
  /** Class ids that had samples, ascending. */
  readonly classes: Int32Array;
  /** float64, (classes.length × nFeatures). */
  readonly centroids: Float64Array;
  /** Units that distances are measured in, float64, (nFeatures,): 1 where the priors are equal. */
  readonly scales: Float64Array;
  /** float64, (classes.length,), summing to 1. */
  readonly priors: Float64Array;
  readonly warnings: readonly string[];
}

/** The centroids of the classes. */
export class FittedNearestCentroid implements FittedClassifier, NearestCentroidFields {
  readonly metric: NearestCentroidFields['metric'];
  readonly nClasses: number;
  readonly nFeatures: number;
  readonly classes: Int32Array;
  readonly centroids: Float64Array;
  readonly scales: Float64Array;
  readonly priors: Float64Array;
  readonly warnings: readonly string[];
  /** p(class | x), by normal distributions of half the variance within the classes: only by euclidean distance and with
   * priors that differ, as it is then that these decide. */
  readonly predictProba?: (X: Matrix) => Promise<Matrix>;
  readonly #terms: ScoreTerms;

  constructor(fields: NearestCentroidFields) {
    this.metric = fields.metric;
    this.nClasses = fields.nClasses;
    this.nFeatures = fields.nFeatures;
    this.classes = fields.classes;
    this.centroids = fields.centroids;
    this.scales = fields.scales;
    this.priors = fields.priors;
    this.warnings = fields.warnings;
    this.#terms = fields.metric === 'cosine' ? cosineTerms(fields) : euclideanTerms(fields);
    if (fields.metric === 'euclidean' && !areEqual(fields.priors)) {
      this.predictProba = async (X) => posteriors(await this.#scores(X), X.rows, this.classes, this.nClasses);
    }
  }

  async predict(X: Matrix): Promise<Int32Array> {
    return bestClasses(await this.#scores(X), X.rows, this.classes);
  }

  toJSON(): FittedJson {
    return {
      type: 'nearest-centroid',
      metric: this.metric,
      nClasses: this.nClasses,
      nFeatures: this.nFeatures,
      classes: toBase64(this.classes),
      centroids: toBase64(this.centroids),
      scales: toBase64(this.scales),
      priors: toBase64(this.priors),
      warnings: this.warnings,
    };
  }

  async #scores(X: Matrix): Promise<Float64Array> {
    checkApplyInput(X, this.nFeatures, 'predict with nearest-centroid');
    if (this.metric !== 'manhattan') return scores(X, this.#terms);
    const k = this.classes.length;
    const result = manhattanScores(X, this.centroids, this.scales);
    if (areEqual(this.priors)) return result;
    return result.map((distance, at) => 2 * Math.log(this.priors[at % k]!) - distance * distance);
  }
}

/** Whether a sample's class hangs on distances alone. */
export function areEqual(priors: Float64Array): boolean {
  return priors.every((prior) => Math.abs(prior * priors.length - 1) < 1e-9);
}

/** −‖(x − centroid) / scales‖² + 2 log prior, save for what the classes share. */
function euclideanTerms({ centroids, scales, priors, nFeatures: d }: NearestCentroidFields): ScoreTerms {
  const shift = overallMean({ means: centroids }, priors);
  const constants = priors.map((prior) => 2 * Math.log(prior));
  const linear = centroids.map((value, at) => {
    const f = at % d;
    const centred = (value - shift[f]!) / scales[f]!;
    constants[Math.floor(at / d)]! -= centred * centred;
    return (2 * centred) / scales[f]!;
  });
  return { constants, linear, shift };
}

/** The cosine times the sample's length; 0 where either is zero. */
function cosineTerms({ centroids, nFeatures: d, classes }: NearestCentroidFields): ScoreTerms {
  const linear = new Float64Array(centroids.length);
  for (let c = 0; c < classes.length; c++) {
    const row = centroids.subarray(c * d, (c + 1) * d);
    const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
    if (length > 0)
      linear.set(
        row.map((value) => value / length),
        c * d,
      );
  }
  return { constants: new Float64Array(classes.length), linear, shift: new Float64Array(d) };
}
