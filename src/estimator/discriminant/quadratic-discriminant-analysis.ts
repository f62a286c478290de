import { z } from 'zod';
import { createPause, type Matrix, throwIfAborted } from '../../core/index.ts';
import { scatter } from '../../linalg/index.ts';
import { absentClassWarnings } from '../labels.ts';
import { float32s, float64s, int32s } from '../serialize.ts';
import type { Estimator, EstimatorEntry, FitOptions } from '../types.ts';
import { checkFitInput } from '../validate.ts';
import { classMoments } from './class-moments.ts';
import { type ClassRows, classRows } from './class-rows.ts';
import { FittedQuadraticDiscriminantAnalysis } from './fitted-quadratic-discriminant.ts';
import { priorsOf, priorsParam } from './priors.ts';
import { shrinkageParam, shrinkCovariance } from './shrinkage.ts';
import { triangleSize, whitening } from './whitening.ts';

/** What is added to the variances of a class whose covariance is singular, as a share of the mean variance. */
const RIDGE = 1e-3;

const params = z.strictObject({
  shrinkage: shrinkageParam,
  regParam: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe(
      'Share of the identity in the covariance of each class, after shrinkage: (1 − regParam) · covariance + regParam · I',
    ),
  priors: priorsParam,
});

/** Hyper-parameters of quadratic-discriminant-analysis. */
export type QuadraticDiscriminantAnalysisParams = z.infer<typeof params>;

/** Classes as normal distributions, each with a covariance of its own:
 * score_c(x) = log prior_c − ½ log |Σ_c| − ½ (x − μ_c)ᵀ Σ_c⁻¹ (x − μ_c).
 * Where a covariance is singular, as that of a class with no more samples than features, 0.001 of the mean variance within
 * the classes (1 where nothing varies) is added to its diagonal, and a warning says so; shrinkage or regParam make it
 * regular.
 * Cost: O(nSamples · nFeatures² + nClasses · nFeatures³); the model holds ½ nClasses · nFeatures² float32 values.
 * Source: Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, section 4.3. */
export class QuadraticDiscriminantAnalysis implements Estimator {
  readonly params: QuadraticDiscriminantAnalysisParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof params> = {}) {
    this.params = params.parse(settings);
  }

  async fit(
    X: Matrix,
    y: Int32Array,
    options: FitOptions = {},
  ): Promise<FittedQuadraticDiscriminantAnalysis> {
    const nClasses = checkFitInput(X, y, 'quadratic-discriminant-analysis', options);
    throwIfAborted(options.signal);
    const pause = createPause(options.signal);
    const d = X.cols;
    const groups = classRows(y, nClasses);
    const { classes, totals } = groups;
    const k = classes.length;
    const priors = priorsOf(this.params.priors, classes, totals, nClasses, 'quadratic-discriminant-analysis');
    const { means, variances } = classMoments(X, groups);
    const meanVariance =
      variances.reduce((sum, v, at) => sum + v * totals[Math.floor(at / d)]!, 0) / (X.rows * d);
    const ridge = RIDGE * (meanVariance || 1 / RIDGE);
    const triangles = new Float32Array(k * triangleSize(d));
    const constants = new Float64Array(k);
    const singular: number[] = [];
    const S = new Float64Array(d * d);
    for (let c = 0; c < k; c++) {
      const moments = {
        mean: means.subarray(c * d, (c + 1) * d),
        variance: variances.subarray(c * d, (c + 1) * d),
      };
      const triangle = triangles.subarray(c * triangleSize(d), (c + 1) * triangleSize(d));
      const nOwn = groups.starts[c + 1]! - groups.starts[c]!;
      // n samples vary in n − 1 directions at most: no need to try
      const isDeficient = this.params.shrinkage === 'none' && this.params.regParam === 0 && nOwn <= d;
      await this.#covariance(X, groups, c, moments, isDeficient ? ridge : 0, S);
      let logDeterminant = await whitening(S, d, triangle);
      if (isDeficient || logDeterminant === undefined) singular.push(classes[c]!);
      if (logDeterminant === undefined) {
        await this.#covariance(X, groups, c, moments, ridge, S);
        logDeterminant = (await whitening(S, d, triangle))!;
      }
      constants[c] = Math.log(priors[c]!) - 0.5 * logDeterminant;
      options.progress?.((c + 1) / k);
      await pause();
    }
    return new FittedQuadraticDiscriminantAnalysis({
      nClasses,
      nFeatures: d,
      classes,
      constants,
      means,
      triangles,
      warnings: [...absentClassWarnings(classes, nClasses), ...singularWarnings(singular)],
    });
  }

  /** Write into S the covariance of a class as estimated, with `ridge` on its diagonal. */
  async #covariance(
    X: Matrix,
    { rows, starts }: ClassRows,
    c: number,
    { mean, variance }: { readonly mean: Float64Array; readonly variance: Float64Array },
    ridge: number,
    S: Float64Array,
  ): Promise<void> {
    const d = X.cols;
    const { shrinkage, regParam } = this.params;
    const own = rows.subarray(starts[c], starts[c + 1]);
    const { kept, diagonal } = await shrinkCovariance(X, own, mean, variance, shrinkage);
    const weights = Float64Array.of(((1 - regParam) * kept) / own.length);
    await scatter(X, { rows: own, starts: Int32Array.of(0, own.length), means: mean, weights }, S);
    for (let f = 0; f < d; f++) S[f * d + f]! += (1 - regParam) * diagonal[f]! + regParam + ridge;
  }
}

function singularWarnings(singular: readonly number[]): string[] {
  if (singular.length === 0) return [];
  const subject =
    singular.length === 1
      ? `The covariance of class ${singular[0]} is`
      : `The covariances of classes ${singular.join(', ')} are`;
  return [
    `${subject} singular: ${RIDGE} of the mean variance is added to the diagonal, and shrinkage or regParam would choose better`,
  ];
}

const fittedJson = z.object({
  nClasses: z.int(),
  nFeatures: z.int(),
  classes: int32s,
  constants: float64s,
  means: float64s,
  triangles: float32s,
  warnings: z.array(z.string()),
});

/** `quadratic-discriminant-analysis`, for the registry. */
export const quadraticDiscriminantAnalysis: EstimatorEntry<QuadraticDiscriminantAnalysisParams> = {
  id: 'quadratic-discriminant-analysis',
  title: 'Quadratic discriminant analysis',
  summary: 'Normal classes, each with a covariance of its own: for few features or with shrinkage',
  role: 'candidate',
  paper: 'Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, section 4.3 (2009)',
  params,
  create: (settings) => new QuadraticDiscriminantAnalysis(settings),
  fromJSON: (json) => new FittedQuadraticDiscriminantAnalysis(fittedJson.parse(json)),
};
