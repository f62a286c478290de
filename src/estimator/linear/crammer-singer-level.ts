/** Values that are put in order faster one by one than by a call. */
const FEW = 32;

/** The level to which the greatest values are cut down by `total` in all; the values are put in order.
 * Source: Keerthi, Sundararajan, Chang, Hsieh & Lin, A sequential dual method for large scale multi-class linear SVMs, KDD
 * (2008), section 3. */
export function levelOf(values: Float64Array, total: number): number {
  const n = values.length;
  if (n <= FEW) sortFew(values);
  else values.sort();
  let sum = values[n - 1]! - total;
  let count = 1;
  for (; count < n && sum < count * values[n - 1 - count]!; count++) sum += values[n - 1 - count]!;
  return sum / count;
}

function sortFew(values: Float64Array): void {
  for (let i = 1; i < values.length; i++) {
    const value = values[i]!;
    let at = i;
    for (; at > 0 && values[at - 1]! > value; at--) values[at] = values[at - 1]!;
    values[at] = value;
  }
}
