/** The upper bounds of the bins of a feature: halfway between neighbouring values where there are at most `maxBins`
 * different ones, else the quantiles that cut the samples into `maxBins` equal parts.
 * @param sorted float32, ascending, at least one value.
 * @param maxBins in [2, 255].
 * @returns float64, ascending, below `maxBins` of them; a value is in the first bin whose bound is not below it, or in
 * the last bin.
 * Source: as scikit-learn's `_BinMapper`. The quantiles are Hyndman and Fan's second definition, the average of both
 * neighbours where the cut falls between two samples (Sample quantiles in statistical packages, 1996). */
export function binThresholds(sorted: Float32Array, maxBins: number): Float64Array {
  const halfway = halfwayThresholds(sorted, maxBins);
  if (halfway !== undefined) return halfway;
  const cuts = new Float64Array(maxBins - 1);
  for (let bin = 1; bin < maxBins; bin++) {
    const position = sorted.length * shareBelow(bin, maxBins) - 1;
    const at = Math.floor(position);
    const next = sorted[at + 1]!;
    cuts[bin - 1] = position === at ? (sorted[at]! + next) / 2 : next;
  }
  return withoutRepeats(cuts);
}

/** `binThresholds` of weighted samples: the quantiles cut their weight into equal parts.
 * @param weights float64, above 0, one for each of the sorted values. */
export function weightedBinThresholds(
  sorted: Float32Array,
  weights: Float64Array,
  maxBins: number,
): Float64Array {
  const halfway = halfwayThresholds(sorted, maxBins);
  if (halfway !== undefined) return halfway;
  const last = sorted.length - 1;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const cuts = new Float64Array(maxBins - 1);
  let at = 0;
  let covered = weights[0]!;
  for (let bin = 1; bin < maxBins; bin++) {
    const share = shareBelow(bin, maxBins) * total;
    while (covered < share && at < last) covered += weights[++at]!;
    const next = covered - share > Number.EPSILON ? at : Math.min(at + 1, last);
    cuts[bin - 1] = (sorted[at]! + sorted[next]!) / 2;
  }
  return withoutRepeats(cuts);
}

/** Undefined where there are more than `maxBins` different values. */
function halfwayThresholds(sorted: Float32Array, maxBins: number): Float64Array | undefined {
  const thresholds: number[] = [];
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i]! === sorted[i - 1]!) continue;
    if (thresholds.length === maxBins - 1) return undefined;
    thresholds.push((sorted[i]! + sorted[i - 1]!) / 2);
  }
  return Float64Array.from(thresholds);
}

/** Rounded as scikit-learn's percentiles are, so that cuts fall between the same samples. */
function shareBelow(bin: number, maxBins: number): number {
  return (bin * (100 / maxBins)) / 100;
}

function withoutRepeats(ascending: Float64Array): Float64Array {
  return ascending.filter((value, i) => i === 0 || value !== ascending[i - 1]);
}
