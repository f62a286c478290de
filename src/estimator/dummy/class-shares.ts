/** How much of the samples' weight is in each class, float64, (nClasses,): sums to 1.
 * @param y int32, (nSamples,), in [0, nClasses). @param sampleWeight float64, (nSamples,); default all 1. */
export function classShares(y: Int32Array, nClasses: number, sampleWeight?: Float64Array): number[] {
  const sums = new Array<number>(nClasses).fill(0);
  let total = 0;
  for (let i = 0; i < y.length; i++) {
    const weight = sampleWeight?.[i] ?? 1;
    sums[y[i]!]! += weight;
    total += weight;
  }
  return sums.map((sum) => sum / total);
}
