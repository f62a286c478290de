import { incompleteBeta } from './incomplete-beta.ts';

/** P(|T| ≥ |t|) of Student's distribution.
 * @param freedom degrees of freedom, > 0. */
export function studentTwoSided(t: number, freedom: number): number {
  if (Number.isNaN(t)) return 1;
  return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
}

/** The value that Student's distribution stays below with a probability.
 * @param share in (0.5, 1). @param freedom degrees of freedom, >= 1.
 * @returns accurate to 1e-10. */
export function studentQuantile(share: number, freedom: number): number {
  const tail = 2 * (1 - share);
  let low = 0;
  let high = 1;
  while (studentTwoSided(high, freedom) > tail) high *= 2;
  while (high - low > 1e-10 * high) {
    const middle = (low + high) / 2;
    if (studentTwoSided(middle, freedom) > tail) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
