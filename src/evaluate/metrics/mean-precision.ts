import type { ClassRanking } from './class-ranking.ts';

/** Average precision under many weightings, mean over some rankings: precision at the place of each sample that is
 * looked for, equally probable samples at one place. Rankings of which nothing that is looked for has a weight do not
 * count; 0 where none is left. */
export function meanPrecision(rankings: readonly ClassRanking[]): (weights: Float64Array) => number {
  return (weights) => {
    let sum = 0;
    let counted = 0;
    for (const ranking of rankings) {
      const precision = precisionOf(ranking, weights);
      if (precision === undefined) continue;
      sum += precision;
      counted += 1;
    }
    return counted === 0 ? 0 : Math.min(sum / counted, 1);
  };
}

/** @returns undefined where nothing that is looked for has a weight. */
export function precisionOf(
  { order, isOfClass, endsTie }: ClassRanking,
  weights: Float64Array,
): number | undefined {
  let found = 0;
  let seen = 0;
  let tied = 0;
  let sum = 0;
  for (let place = 0; place < order.length; place++) {
    const weight = weights[order[place]!]!;
    seen += weight;
    tied += weight * isOfClass[place]!;
    if (endsTie[place] === 0 || tied === 0) continue;
    found += tied;
    sum += (tied * found) / seen;
    tied = 0;
  }
  return found === 0 ? undefined : sum / found;
}
