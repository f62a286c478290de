import { mean } from '../statistics.ts';

/** A score of several cells on the same resamples. */
export interface ResampledScores {
  readonly observed: readonly number[];
  /** resampled[cell][resample]. */
  readonly resampled: readonly Float64Array[];
}

/** How far each cell is from one of them, in standard errors. */
export interface Standardised {
  /** (nCells,); 0 for the one itself. */
  readonly t: readonly number[];
  /** The p-value of each, adjusted for the choice of the one and for all comparisons; 1 for the one itself. */
  readonly adjusted: readonly number[];
}

/** Compare cells with one that was picked for its score. Looking for the best among many finds one that was lucky, so a
 * difference counts only if it exceeds what the greatest of all differences between the cells reaches by chance. That
 * is read off the resamples, which knows how the cells err together. Cells that differ most are judged first, among all;
 * the others then among those left (step-down).
 * @param chosen index of the cell that the others are compared with.
 * @param errorOf standard error of the difference of two cells, from the variance of its resamples.
 * @param leastSpread what `errorOf` adds to every variance.
 * Cost: O(nCells² · nResamples).
 * Source: Westfall & Young 1993 (step-down maximum); Romano & Wolf 2005; all pairs as in Tukey's range test, since the
 * best was selected. */
export function mostDifferent(
  { observed, resampled }: ResampledScores,
  chosen: number,
  errorOf: (variance: number, a: number, b: number) => number,
  leastSpread = 0,
): Standardised {
  const nResamples = resampled[0]!.length;
  const centred = resampled.map((values) => {
    const centre = mean(values);
    return values.map((value) => value - centre);
  });
  const t = observed.map((score, cell) => {
    const difference = observed[chosen]! - score;
    if (cell === chosen || difference === 0) return 0;
    return difference / errorOf(spreadOf(centred[chosen]!, centred[cell]!), chosen, cell);
  });

  // The nearest first: the cells judged together with one are those before it.
  const order = [...t.keys()].sort((a, b) => Math.abs(t[a]!) - Math.abs(t[b]!));
  order.splice(order.indexOf(chosen), 1);
  order.unshift(chosen);
  const greatest = new Float64Array(nResamples);
  const p = order.map((cell, place) => {
    for (let k = 0; k < place; k++) raiseTo(greatest, centred[cell]!, centred[order[k]!]!, leastSpread);
    const reached = greatest.filter((value) => value >= Math.abs(t[cell]!)).length;
    return (reached + 1) / (nResamples + 1);
  });
  const adjusted = new Array<number>(t.length).fill(1);
  let least = 0;
  for (let place = order.length - 1; place > 0; place--) {
    least = Math.max(least, p[place]!);
    adjusted[order[place]!] = least;
  }
  return { t, adjusted };
}

/** The variance of a − b, both with a mean of 0. */
function spreadOf(a: Float64Array, b: Float64Array): number {
  let squares = 0;
  for (let r = 0; r < a.length; r++) squares += (a[r]! - b[r]!) ** 2;
  return squares / (a.length - 1);
}

/** Raise each value to |a − b| in standard errors, where that is greater. */
function raiseTo(greatest: Float64Array, a: Float64Array, b: Float64Array, leastSpread: number): void {
  const spread = spreadOf(a, b);
  if (spread < 1e-18) return;
  // Cells that differ on one sample only would otherwise be many standard errors apart in some resamples.
  const scale = 1 / Math.sqrt(spread + leastSpread);
  for (let r = 0; r < a.length; r++) {
    const distance = Math.abs(a[r]! - b[r]!) * scale;
    if (distance > greatest[r]!) greatest[r] = distance;
  }
}
