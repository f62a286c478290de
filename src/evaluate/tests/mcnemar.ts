/** McNemar's test of two models on the same samples, each tested once: whether those that only one of them got right
 * are divided evenly.
 * @param onlyFirst samples that only the first got right. @param onlySecond that only the second got right.
 * @returns two-sided p-values: exact (binomial), and mid-p, which counts what was observed by half and so comes closer
 * to the level that it names.
 * Source: McNemar 1947; Fagerland, Lydersen & Laake 2013 (mid-p); statsmodels, `mcnemar(exact=True)`. */
export function mcnemar(
  onlyFirst: number,
  onlySecond: number,
): { readonly exact: number; readonly midP: number } {
  const n = onlyFirst + onlySecond;
  const fewer = Math.min(onlyFirst, onlySecond);
  if (n === 0) return { exact: 1, midP: 1 };
  let mass = -n * Math.LN2;
  let below = Math.exp(mass);
  for (let k = 1; k <= fewer; k++) {
    mass += Math.log((n - k + 1) / k);
    below += Math.exp(mass);
  }
  const exact = Math.min(2 * below, 1);
  return { exact, midP: onlyFirst === onlySecond ? 1 - Math.exp(mass) : exact - Math.exp(mass) };
}
