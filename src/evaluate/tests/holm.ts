/** Adjust p-values for how many there are: claiming all with an adjusted p of at most α errs with any of them with a
 * probability of at most α.
 * @returns in the order of the input, each at least its p-value and at most 1.
 * Source: Holm 1979; statsmodels, `multipletests(method='holm')`. */
export function holm(pValues: readonly number[]): number[] {
  const order = [...pValues.keys()].sort((a, b) => pValues[a]! - pValues[b]!);
  const adjusted = new Array<number>(pValues.length);
  let least = 0;
  order.forEach((i, place) => {
    least = Math.min(Math.max(least, pValues[i]! * (pValues.length - place)), 1);
    adjusted[i] = least;
  });
  return adjusted;
}
