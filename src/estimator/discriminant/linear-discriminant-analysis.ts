import { z } from 'zod';
import { type Matrix, throwIfAborted } from '../../core/index.ts';
import { scatter } from '../../linalg/index.ts';
import { absentClassWarnings } from '../labels.ts';
import { float64s, int32s } from '../serialize.ts';
import type { Estimator, EstimatorEntry, FitOptions } from '../types.ts';
import { checkFitInput } from '../validate.ts';
import { type ClassMoments, classMoments, overallMean } from './class-moments.ts';
import { type ClassRows, classRows } from './class-rows.ts';
import { FittedLinearDiscriminantAnalysis } from './fitted-linear-discriminant.ts';
import { priorsOf, priorsParam } from './priors.ts';
import { type Shrinkage, shrinkageParam, shrinkCovariance } from './shrinkage.ts';
import { type Solution, solveCovariance, solveFewSamples, standardisedRows } from './solve-covariance.ts';

const params = z.strictObject({ shrinkage: shrinkageParam, priors: priorsParam });

/** Hyper-parameters of linear-discriminant-analysis. */
export type LinearDiscriminantAnalysisParams = z.infer<typeof params>;

/** Classes as normal distributions with one covariance Σ for all: score_c(x) = log prior_c + (x − ½ μ_c)ᵀ Σ⁻¹ μ_c.
 * Σ pools the samples of all classes about their class means; with shrinkage, the classes' shrunk covariances by their
 * priors. Directions along which no class varies have no say, features that are constant in every class among them: with
 * no more samples than features that holds for some in any case, which a warning says, and shrinkage is the cure.
 * Cost: O(nSamples · nFeatures² + nFeatures³), or O(nSamples² · nFeatures) for fewer samples than features without
 * shrinkage.
 * Source: Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, section 4.3; Ledoit, Wolf (2004). */
export class LinearDiscriminantAnalysis implements Estimator {
  readonly params: LinearDiscriminantAnalysisParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof params> = {}) {
    this.params = params.parse(settings);
  }

  async fit(X: Matrix, y: Int32Array, options: FitOptions = {}): Promise<FittedLinearDiscriminantAnalysis> {
    const nClasses = checkFitInput(X, y, 'linear-discriminant-analysis', options);
    throwIfAborted(options.signal);
    const d = X.cols;
    const { shrinkage } = this.params;
    const groups = classRows(y, nClasses);
    const { classes, totals } = groups;
    const priors = priorsOf(this.params.priors, classes, totals, nClasses, 'linear-discriminant-analysis');
    const moments = classMoments(X, groups);
    const shift = overallMean(moments, priors);
    const differences = moments.means.map((mean, at) => mean - shift[at % d]!);
    const { solutions, rank } =
      shrinkage === 'none'
        ? await solvePooled(X, groups, moments, differences)
        : await solveShrunk(X, groups, moments, differences, priors, shrinkage);
    const constants = priors.map(Math.log);
    for (let at = 0; at < solutions.length; at++) {
      constants[Math.floor(at / d)]! -= 0.5 * differences[at]! * solutions[at]!;
    }
    return new FittedLinearDiscriminantAnalysis({
      nClasses,
      nFeatures: d,
      classes,
      constants,
      weights: solutions,
      shift,
      warnings: [...absentClassWarnings(classes, nClasses), ...rankWarnings(rank, moments, d)],
    });
  }
}

/** Σ of all samples about their class means. */
async function solvePooled(
  X: Matrix,
  groups: ClassRows,
  moments: ClassMoments,
  differences: Float64Array,
): Promise<Solution> {
  const { rows, starts, totals } = groups;
  const weights = new Float64Array(totals.length).fill(1 / rows.length);
  if (rows.length > X.cols) {
    const S = await scatter(X, { rows, starts, means: moments.means, weights });
    return solveCovariance(S, X.cols, differences);
  }
  const deviations = pooledVariances(moments, totals).map(Math.sqrt);
  const scales = deviations.map((deviation) => (deviation > 0 ? 1 / deviation : 0));
  const scaled = (value: number, at: number) => value * scales[at % X.cols]!;
  const Z = standardisedRows(X, rows, starts, moments.means, deviations);
  const { solutions, rank } = await solveFewSamples(Z, differences.map(scaled));
  return { solutions: solutions.map(scaled), rank };
}

/** Σ of the classes' shrunk covariances, each by its prior. */
async function solveShrunk(
  X: Matrix,
  { rows, starts, totals }: ClassRows,
  { means, variances }: ClassMoments,
  differences: Float64Array,
  priors: Float64Array,
  shrinkage: Shrinkage,
): Promise<Solution> {
  const d = X.cols;
  const weights = new Float64Array(priors.length);
  const diagonal = new Float64Array(d);
  for (let c = 0; c < priors.length; c++) {
    const own = rows.subarray(starts[c], starts[c + 1]);
    const [from, to] = [c * d, (c + 1) * d];
    const shrunk = await shrinkCovariance(
      X,
      own,
      means.subarray(from, to),
      variances.subarray(from, to),
      shrinkage,
    );
    weights[c] = (priors[c]! * shrunk.kept) / totals[c]!;
    for (let f = 0; f < d; f++) diagonal[f]! += priors[c]! * shrunk.diagonal[f]!;
  }
  const S = await scatter(X, { rows, starts, means, weights });
  for (let f = 0; f < d; f++) S[f * d + f]! += diagonal[f]!;
  return solveCovariance(S, d, differences);
}

/** Mean over all samples of the squared distance of each feature from its class mean, float64, (nFeatures,). */
function pooledVariances({ variances }: ClassMoments, totals: Float64Array): Float64Array {
  const d = variances.length / totals.length;
  const nSamples = totals.reduce((a, b) => a + b);
  const pooled = new Float64Array(d);
  for (let at = 0; at < variances.length; at++) {
    pooled[at % d]! += (totals[Math.floor(at / d)]! / nSamples) * variances[at]!;
  }
  return pooled;
}

/** Sentences for the report where some directions have no variance within the classes. */
function rankWarnings(rank: number, { variances }: ClassMoments, d: number): string[] {
  if (rank === 0) return ['No feature varies within the classes: the class priors alone decide'];
  const varying = new Set<number>();
  for (let at = 0; at < variances.length; at++) if (variances[at]! > 0) varying.add(at % d);
  if (rank >= varying.size) return [];
  return [
    `The covariance within the classes has rank ${rank} for ${varying.size} features that vary: the other directions are left out, and shrinkage would use them`,
  ];
}

const fittedJson = z.object({
  nClasses: z.int(),
  nFeatures: z.int(),
  classes: int32s,
  constants: float64s,
  weights: float64s,
  shift: float64s,
  warnings: z.array(z.string()),
});

/** `linear-discriminant-analysis`, for the registry. */
export const linearDiscriminantAnalysis: EstimatorEntry<LinearDiscriminantAnalysisParams> = {
  id: 'linear-discriminant-analysis',
  title: 'Linear discriminant analysis',
  summary: 'Normal classes of one common covariance: linear boundaries in closed form',
  role: 'candidate',
  paper: 'Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, section 4.3 (2009)',
  params,
  create: (settings) => new LinearDiscriminantAnalysis(settings),
  fromJSON: (json) => new FittedLinearDiscriminantAnalysis(fittedJson.parse(json)),
};
