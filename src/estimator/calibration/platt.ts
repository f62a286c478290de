/** A probability by the score f: 1 / (1 + exp(slope · f + intercept)). */
export interface PlattCurve {
  readonly slope: number;
  readonly intercept: number;
}

const MAX_ITERATIONS = 100;
const SMALLEST_STEP = 1e-10;
/** Keeps the Hessian invertible where all scores are equal. */
const RIDGE = 1e-12;

/** Fit Platt's sigmoid to scores by Newton's method with backtracking: minimises the log loss towards the targets
 * (n₊ + 1) / (n₊ + 2) of positives and 1 / (n₋ + 2) of negatives, n counted by weight.
 * @param scores float64, (nSamples,), finite.
 * @param isPositive 1 or 0, (nSamples,).
 * @param weights float64, (nSamples,), >= 0; default all 1.
 * Source: Platt, Probabilistic outputs for support vector machines (1999); Lin, Lin & Weng, A note on Platt's
 * probabilistic outputs for support vector machines, Machine Learning 68 (2007). */
export function fitPlatt(scores: Float64Array, isPositive: Uint8Array, weights?: Float64Array): PlattCurve {
  const n = scores.length;
  const counts = [0, 0];
  for (let i = 0; i < n; i++) counts[isPositive[i]!]! += weights?.[i] ?? 1;
  const [negatives, positives] = counts as [number, number];
  const targets = [1 / (negatives + 2), (positives + 1) / (positives + 2)] as const;
  // Scores of any size become the same problem.
  const scale = scores.reduce((greatest, f) => Math.max(greatest, Math.abs(f)), 0) || 1;
  let a = 0;
  let b = Math.log((negatives + 1) / (positives + 1));
  const lossAt = (slope: number, intercept: number) => {
    let loss = 0;
    for (let i = 0; i < n; i++) {
      const z = (slope * scores[i]!) / scale + intercept;
      const t = targets[isPositive[i]!]!;
      loss +=
        (weights?.[i] ?? 1) *
        (z >= 0 ? t * z + Math.log1p(Math.exp(-z)) : (t - 1) * z + Math.log1p(Math.exp(z)));
    }
    return loss;
  };
  let loss = lossAt(a, b);
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    let [ga, gb, haa, hab, hbb] = [0, 0, RIDGE, 0, RIDGE];
    for (let i = 0; i < n; i++) {
      const f = scores[i]! / scale;
      const p = plattAt({ slope: a, intercept: b }, f);
      const weight = weights?.[i] ?? 1;
      const difference = weight * (targets[isPositive[i]!]! - p);
      const curvature = weight * p * (1 - p);
      ga += f * difference;
      gb += difference;
      haa += f * f * curvature;
      hab += f * curvature;
      hbb += curvature;
    }
    const determinant = haa * hbb - hab * hab;
    const da = -(hbb * ga - hab * gb) / determinant;
    const db = -(haa * gb - hab * ga) / determinant;
    const slope = ga * da + gb * db;
    let step = 1;
    let next = lossAt(a + da, b + db);
    while (next > loss + 1e-4 * step * slope && step > SMALLEST_STEP) {
      step /= 2;
      next = lossAt(a + step * da, b + step * db);
    }
    const decrease = loss - next;
    if (!(decrease > 0)) break;
    a += step * da;
    b += step * db;
    loss = next;
    if (decrease <= 1e-15 * Math.abs(loss)) break;
  }
  return { slope: a / scale, intercept: b };
}

/** The probability that a curve gives to a score. */
export function plattAt({ slope, intercept }: PlattCurve, score: number): number {
  const z = slope * score + intercept;
  // exp of what is negative: it never overflows.
  return z >= 0 ? Math.exp(-z) / (1 + Math.exp(-z)) : 1 / (1 + Math.exp(z));
}
