import { createRng, deriveSeed } from '../../core/index.ts';
import { foldScorer } from '../bootstrap/fold-scorer.ts';
import { createResampler } from '../bootstrap/resampler.ts';
import { metrics } from '../metrics/registry.ts';
import { mean, quantile } from '../statistics.ts';
import type { CellEvaluation, Interval, Metric, TestedFold } from '../types.ts';
import { fitPowerLaw, type PowerLaw, scoreAt } from './power-law.ts';

/** A cell at one training size. */
export interface MeasuredSize {
  /** Samples in a training part. */
  readonly trainSize: number;
  /** Draw after draw, each with the folds of the run, or without draws at the full size. */
  readonly evaluation: Pick<CellEvaluation, 'metrics' | 'tested'>;
}

/** How a cell's metric grows with its training data. */
export interface LearningCurve {
  /** By ascending size; the last is the run itself. */
  readonly points: readonly (Interval & { readonly trainSize: number })[];
  /** Fitted to at least {@link FITTED_SIZES} sizes: metric(n) = a − b · n^(−c), b < 0 where less is better. */
  readonly fit?: PowerLaw;
  readonly doubling?: Doubling;
}

/** What the fitted curve says of twice the training data. */
export interface Doubling {
  readonly from: number;
  readonly to: number;
  /** The metric at `to`. */
  readonly expected: Interval;
  /** How much better than at `from`; positive is better, whatever the metric's direction. */
  readonly gain: Interval;
}

export interface CurveOptions {
  /** A metric's id. */
  readonly metric: string;
  readonly seed: number;
  /** Per row of X; whole groups are drawn. */
  readonly groups?: readonly (string | undefined)[];
  /** Default 1,000. */
  readonly nResamples?: number;
}

/** Sizes that a curve of three parameters needs to be more than a drawing. */
export const FITTED_SIZES = 4;

/** Fit a power law to a cell's metric by training size, and say what doubling the data should bring. The intervals are
 * percentiles of curves fitted to resampled points: test samples are drawn anew, the same for all sizes, and so are the
 * folds and draws, each with all its sizes, since their training parts lie in each other. That counts the test samples'
 * part twice: the intervals are a little wide rather than narrow.
 * They take for granted that the curve goes on as a power law and that new data are like the old.
 * @param sizes by ascending training size, the last one the run itself.
 * Cost: nResamples · (predictions of all sizes + one fit). */
export function learningCurve(sizes: readonly MeasuredSize[], options: CurveOptions): LearningCurve {
  const metric = metrics.get(options.metric);
  const points = sizes.map(({ trainSize, evaluation }) => {
    const { mean, ci95 } = evaluation.metrics[metric.id]!;
    return { trainSize, mean, ci95 };
  });
  if (points.length < FITTED_SIZES) return { points };

  const sign = metric.better === 'higher' ? 1 : -1;
  const from = points.at(-1)!.trainSize;
  const fitTo = (scores: readonly number[]) =>
    fitPowerLaw(
      points.map(({ trainSize }, i) => ({ n: trainSize, score: sign * scores[i]! })),
      sign > 0 ? metric.range : [-metric.range[1], -metric.range[0]],
    );
  const forecast = (law: PowerLaw) => ({
    expected: sign * scoreAt(law, 2 * from),
    gain: scoreAt(law, 2 * from) - scoreAt(law, from),
  });
  const law = fitTo(points.map((point) => point.mean));
  const observed = forecast(law);
  const resampled = resampleSizes(sizes, metric, options).map((scores) => forecast(fitTo(scores)));
  const around = (key: 'expected' | 'gain'): Interval => {
    const sorted = Float64Array.from(resampled, (values) => values[key]).sort();
    const [low, high] = [quantile(sorted, 0.025), quantile(sorted, 0.975)];
    return { mean: observed[key], ci95: [Math.min(low, observed[key]), Math.max(high, observed[key])] };
  };
  return {
    points,
    fit: { a: sign * law.a, b: sign * law.b, c: law.c },
    doubling: { from, to: 2 * from, expected: around('expected'), gain: around('gain') },
  };
}

/** The metric at every size, on the same resamples.
 * @returns scores[resample][size]. */
function resampleSizes(
  sizes: readonly MeasuredSize[],
  metric: Metric,
  { seed, groups, nResamples = 1000 }: CurveOptions,
): number[][] {
  const whole = sizes.at(-1)!.evaluation.tested;
  const resampler = createResampler(whole, deriveSeed(seed, 'learning-curve'), groups);
  const rng = createRng(deriveSeed(seed, 'curves'));
  const scorers = sizes.map(({ evaluation }) => evaluation.tested.map((fold) => scorerOf(fold, metric)));
  const nCurves = Math.max(...scorers.map((folds) => folds.length));
  return Array.from({ length: nResamples }, () => {
    const weights = resampler.draw();
    const shares = weights.map(mean);
    const curves = drawCurves(nCurves, whole.length, shares, rng);
    const total = curves.reduce((sum, curve) => sum + shares[curve % whole.length]!, 0);
    return scorers.map((folds) => {
      const known = new Map<number, number>();
      let sum = 0;
      for (const curve of curves) {
        const fold = curve % whole.length;
        const at = curve % folds.length;
        if (shares[fold] === 0) continue;
        if (!known.has(at)) known.set(at, folds[at]!(weights[fold]!));
        sum += (shares[fold]! / total) * known.get(at)!;
      }
      return sum;
    });
  });
}

/** Folds and draws with replacement, at least one of them with samples to test. */
function drawCurves(
  nCurves: number,
  nFolds: number,
  shares: readonly number[],
  rng: { int(n: number): number },
): number[] {
  for (;;) {
    const curves = Array.from({ length: nCurves }, () => rng.int(nCurves));
    if (curves.some((curve) => shares[curve % nFolds]! > 0)) return curves;
  }
}

function scorerOf(fold: TestedFold, metric: Metric): (weights: Float64Array) => number {
  const score = foldScorer(fold, [metric]);
  return (weights) => score(weights)[0]!;
}
