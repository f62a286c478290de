/** The level to which the greatest values are cut down by `total` in all; the values are put in order.
 * Source: Keerthi, Sundararajan, Chang, Hsieh & Lin, A sequential dual method for large scale multi-class linear SVMs, KDD
 * (2008), section 3. */
export function levelOf(values: Float64Array, total: number): number {
  const n = values.length;
  values.sort();
  let sum = values[n - 1]! - total;
  let count = 1;
  for (; count < n && sum < count * values[n - 1 - count]!; count++) sum += values[n - 1 - count]!;
  return sum / count;
}
