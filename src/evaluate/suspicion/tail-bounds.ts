import { quantile } from '../statistics.ts';

/** Standard normal quantile of 0.75. */
const UPPER_QUARTILE = 0.674_489_750_196_081_7;

/** Below this, a positive value stands out from the others: so many robust standard deviations under their median, on a
 * log scale. Spread is read off the lower half alone, and a quarter of the values may stand out without moving it.
 * @param values positive, at least one.
 * Source: Rousseeuw & Croux, Alternatives to the median absolute deviation, JASA 88 (1993), for spread from quantiles. */
export function lowBound(values: Float64Array, deviations: number): number {
  const [quarter, middle] = logQuantiles(values, 0.25);
  return Math.exp(middle - (deviations * (middle - quarter)) / UPPER_QUARTILE);
}

/** As {@link lowBound}, on the other side: above this, a value stands out. */
export function highBound(values: Float64Array, deviations: number): number {
  const [quarter, middle] = logQuantiles(values, 0.75);
  return Math.exp(middle + (deviations * (quarter - middle)) / UPPER_QUARTILE);
}

function logQuantiles(values: Float64Array, share: number): [number, number] {
  const sorted = values.map(Math.log).sort();
  return [quantile(sorted, share), quantile(sorted, 0.5)];
}
