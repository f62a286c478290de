import { normalTwoSided } from './normal.ts';

/** The most pairs that the exact distribution is used for, without and with equal differences or zeros. */
const EXACT_UP_TO = 50;
const EXACT_TIED_UP_TO = 13;

/** Wilcoxon's signed-rank test: whether paired differences are as often and as far above 0 as below. Differences of 0 are
 * left out. Exact for up to 50 differences, or 13 where some are equal or 0; else by the normal approximation.
 * @returns the two-sided p-value; 1 where all differences are 0.
 * Source: Wilcoxon 1945; scipy, `wilcoxon(method='auto')` with its defaults. */
export function wilcoxon(differences: ArrayLike<number>): number {
  const all = Array.from(differences);
  const nonZero = all.filter((difference) => difference !== 0);
  const n = nonZero.length;
  if (n === 0) return 1;
  const { ranks, tieSum } = rankSizes(nonZero);
  const above = nonZero.reduce((sum, difference, i) => (difference > 0 ? sum + ranks[i]! : sum), 0);
  const below = (n * (n + 1)) / 2 - above;
  const statistic = Math.min(above, below);
  const isTied = n < all.length || tieSum > 0;
  if (all.length <= (isTied ? EXACT_TIED_UP_TO : EXACT_UP_TO)) {
    return Math.min(2 * shareUpTo(statistic, ranks), 1);
  }
  const spread = (n * (n + 1) * (2 * n + 1)) / 24 - tieSum / 48;
  return normalTwoSided((statistic - (n * (n + 1)) / 4) / Math.sqrt(spread));
}

/** Ranks of absolute values, the mean of their ranks for equal ones, and Σ (t³ − t) over sets of t equal ones. */
function rankSizes(values: readonly number[]): { readonly ranks: Float64Array; readonly tieSum: number } {
  const order = [...values.keys()].sort((a, b) => Math.abs(values[a]!) - Math.abs(values[b]!));
  const ranks = new Float64Array(values.length);
  let tieSum = 0;
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && Math.abs(values[order[to]!]!) === Math.abs(values[order[from]!]!)) to += 1;
    for (let k = from; k < to; k++) ranks[order[k]!] = (from + 1 + to) / 2;
    tieSum += (to - from) ** 3 - (to - from);
    from = to;
  }
  return { ranks, tieSum };
}

/** The share of all 2ⁿ choices of signs whose positive ranks sum to at most `sum`. */
function shareUpTo(sum: number, ranks: Float64Array): number {
  let shares = Float64Array.of(1);
  for (const rank of ranks) {
    // Ranks of equal values may end in a half.
    const twice = 2 * rank;
    const next = new Float64Array(shares.length + twice);
    shares.forEach((share, s) => {
      next[s]! += share / 2;
      next[s + twice]! += share / 2;
    });
    shares = next;
  }
  return shares.subarray(0, 2 * sum + 1).reduce((total, share) => total + share, 0);
}
