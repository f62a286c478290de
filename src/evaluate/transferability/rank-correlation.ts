/** Kendall's τ_b of two lists of values: the pairs that both order alike, less those they order against each other, as a
 * share; 1 for the same order, 0 for no relation. Ties count in neither.
 * @returns NaN where a list has only ties.
 * Source: Kendall, The treatment of ties in ranking problems, Biometrika 33 (1945); scipy, `kendalltau`. */
export function kendall(a: readonly number[], b: readonly number[]): number {
  let balance = 0;
  let untiedA = 0;
  let untiedB = 0;
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < i; j++) {
      const signA = Math.sign(a[i]! - a[j]!);
      const signB = Math.sign(b[i]! - b[j]!);
      balance += signA * signB;
      untiedA += signA * signA;
      untiedB += signB * signB;
    }
  }
  return balance / Math.sqrt(untiedA * untiedB);
}

/** Spearman's ρ: the correlation of the ranks, ties at their mean rank.
 * @returns NaN where a list has only ties.
 * Source: scipy, `spearmanr`. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  const x = centredRanks(a);
  const y = centredRanks(b);
  const dot = (u: readonly number[], v: readonly number[]) =>
    u.reduce((sum, value, i) => sum + value * v[i]!, 0);
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
}

/** Ranks less their mean. */
function centredRanks(values: readonly number[]): number[] {
  return values.map((value) => values.reduce((sum, other) => sum + Math.sign(value - other) / 2, 0));
}
