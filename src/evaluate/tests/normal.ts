/** P(|Z| ≥ |z|) of the standard normal distribution, to a relative error of about 1e-14.
 * Source: Abramowitz & Stegun 26.2.10 (series) and 26.2.14 (continued fraction). */
export function normalTwoSided(z: number): number {
  const x = Math.abs(z);
  if (x < 3) {
    let term = x;
    let sum = x;
    for (let k = 1; Math.abs(term) > 1e-17 * sum; k++) {
      term *= (x * x) / (2 * k + 1);
      sum += term;
    }
    return 1 - 2 * density(x) * sum;
  }
  let fraction = x;
  for (let k = 200; k > 0; k--) fraction = x + k / fraction;
  return (2 * density(x)) / fraction;
}

function density(x: number): number {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}
