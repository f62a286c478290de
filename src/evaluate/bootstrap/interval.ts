import { variance } from '../statistics.ts';
import { studentQuantile } from '../tests/student.ts';
import type { Interval } from '../types.ts';
import type { Distribution } from './bootstrap.ts';
import type { Design } from './resampler.ts';
import { trainingFactor } from './training-share.ts';

/** The 95 % interval of a metric: where it would come out, mean over folds, on other data of this kind, divided in the
 * same way. For a mean over samples (accuracy, log loss) that is how well models trained on as many samples do on new
 * ones.
 *
 * Its standard error is that of the resampled values, with the share of the training samples added. Between two ends
 * of the scale the interval is Wilson's, for as many trials as would give that error: it keeps within the scale and
 * does not shrink to nothing where every prediction is right. Where one end is open it is symmetric in the logarithm of
 * the distance from the other.
 * @param range least and greatest possible value.
 * @param trainSize training samples, mean over folds.
 * Source: Wilson 1927; Korn & Graubard 1998 for the effective number of trials. */
export function metricInterval(
  distribution: Distribution,
  range: readonly [number, number],
  trainSize: number,
): Interval {
  const { observed, resampled, design } = distribution;
  const spread = variance(resampled) * trainingFactor(distribution, trainSize);
  const t = studentQuantile(0.975, freedomOf(design));
  const [least, greatest] = range;
  if (Number.isFinite(least) && Number.isFinite(greatest)) {
    const width = greatest - least;
    const share = (observed - least) / width;
    const trials = trialsOf(share, spread / width ** 2, design);
    const [low, high] = wilson(Math.min(Math.max(share, 0), 1), trials, t);
    return { mean: observed, ci95: [least + width * low, least + width * high] };
  }
  const end = Number.isFinite(least) ? least : greatest;
  const distance = observed - end;
  if (!Number.isFinite(end) || distance === 0) {
    const half = t * Math.sqrt(spread);
    return { mean: observed, ci95: [observed - half, observed + half] };
  }
  const factor = Math.exp((t * Math.sqrt(spread)) / Math.abs(distance));
  const bounds = [end + distance / factor, end + distance * factor] as const;
  return { mean: observed, ci95: distance > 0 ? bounds : [bounds[1], bounds[0]] };
}

/** Degrees of freedom: units less one mean per class. */
export function freedomOf({ nUnits, nStrata }: Design): number {
  return Math.max(nUnits - nStrata, 1);
}

/** The trials of which a share is as uncertain; where no resample differs, the units that there are. */
function trialsOf(share: number, spread: number, { effectiveUnits }: Design): number {
  const isInside = share > 0 && share < 1 && spread > 1e-12;
  return isInside ? (share * (1 - share)) / spread : effectiveUnits;
}

function wilson(share: number, trials: number, t: number): [number, number] {
  const shrink = 1 / (1 + (t * t) / trials);
  const centre = shrink * (share + (t * t) / (2 * trials));
  const half = shrink * t * Math.sqrt((share * (1 - share)) / trials + (t * t) / (4 * trials * trials));
  // Rounding must not push a bound past the observed value at an end of the scale.
  return [Math.max(Math.min(centre - half, share), 0), Math.min(Math.max(centre + half, share), 1)];
}
