import { medianOf } from './class-medians.ts';
import { overallMean, sharesOf } from './class-moments.ts';

/** Move the centroids towards the mean of all samples: a feature that is, for a class, less than `threshold` standard errors
 * away from it no longer tells the class from the others.
 * @param centroids float64, (nClasses × nFeatures), as are the class means.
 * @param deviations standard deviation within the classes, float64, (nFeatures,).
 * @param totals samples per class.
 * @returns float64, (nClasses × nFeatures).
 * Source: Tibshirani et al., Diagnosis of multiple cancer types by shrunken centroids, PNAS 99 (2002), equations 1 to 5. */
export function shrinkCentroids(
  centroids: Float64Array,
  means: Float64Array,
  deviations: Float64Array,
  totals: Float64Array,
  threshold: number,
): Float64Array {
  const d = deviations.length;
  const overall = overallMean({ means }, sharesOf(totals));
  const nSamples = totals.reduce((a, b) => a + b);
  // guards against features that hardly vary
  const typical = medianOf(deviations.slice());
  return centroids.map((value, at) => {
    const f = at % d;
    const error = Math.sqrt(1 / totals[Math.floor(at / d)]! - 1 / nSamples) * (deviations[f]! + typical);
    const difference = value - overall[f]!;
    return overall[f]! + Math.sign(difference) * Math.max(Math.abs(difference) - threshold * error, 0);
  });
}
