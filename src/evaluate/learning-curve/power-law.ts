/** A score by training size: score(n) = a − b · n^(−c). */
export interface PowerLaw {
  /** Where it leads with endless data. */
  readonly a: number;
  /** What is missing from it at one sample, >= 0 where more data never harms. */
  readonly b: number;
  /** How fast what is missing shrinks; 1/2 and 1 are the rates of theory, most curves are slower. */
  readonly c: number;
}

/** A measured point of a learning curve. */
export interface CurvePoint {
  /** Training samples, >= 1. */
  readonly n: number;
  readonly score: number;
}

/** Between these the exponent is looked for: slower curves cannot be told from straight lines over log n. */
export const exponentRange = [0.05, 2] as const;

const GRID = 64;
const BISECTIONS = 60;

/** Fit a power law by weighted least squares, larger sizes counting more (point j of m weighs j / m), with
 * a in `range`, b >= 0 and c in {@link exponentRange}. For a given c the best a and b follow from linear least squares,
 * so that only c is searched: on a grid, then by bisection of the slope, to the last bit.
 * @param points by ascending n, at least 3 of them at different sizes.
 * @param range the least and the greatest value of the score; more is better.
 * Source: Figueroa et al., Predicting sample size required for classification performance, BMC Medical Informatics and
 * Decision Making 12:8 (2012); variable projection: Golub, Pereyra, SIAM J. Numer. Anal. 10 (1973). */
export function fitPowerLaw(points: readonly CurvePoint[], range: readonly [number, number]): PowerLaw {
  const scale = points.at(-1)!.n;
  const logs = points.map(({ n }) => Math.log(n / scale));
  const scores = points.map(({ score }) => score);
  const at = (c: number) => solve(c, logs, scores, range);
  const [low, high] = exponentRange;
  const step = Math.log(high / low) / GRID;
  const grid = Array.from({ length: GRID + 1 }, (_, i) => at(low * Math.exp(i * step)));
  const best = grid.reduce((best, { loss }, i) => (loss < grid[best]!.loss ? i : best), 0);
  let left = grid[Math.max(best - 1, 0)]!;
  let right = grid[Math.min(best + 1, GRID)]!;
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = at((left.c + right.c) / 2);
    if (middle.slope > 0) right = middle;
    else left = middle;
  }
  const found = [left, right, grid[best]!].reduce((a, b) => (b.loss < a.loss ? b : a));
  return { a: found.a, b: found.b * scale ** found.c, c: found.c };
}

/** The score of a power law at a training size. */
export function scoreAt({ a, b, c }: PowerLaw, n: number): number {
  return a - b * n ** -c;
}

interface Solved extends PowerLaw {
  readonly loss: number;
  /** Of the loss along c; a and b follow c, so only the exponent itself counts. */
  readonly slope: number;
}

/** The best a and b for an exponent: a − b·x with x = n^(−c), n in units of the greatest. */
function solve(
  c: number,
  logs: readonly number[],
  scores: readonly number[],
  [least, greatest]: readonly [number, number],
): Solved {
  const x = logs.map((log) => Math.exp(-c * log));
  let [total, sumX, sumY, sumXX, sumXY] = [0, 0, 0, 0, 0];
  for (let j = 0; j < x.length; j++) {
    const weight = weightOf(j, x.length);
    total += weight;
    sumX += weight * x[j]!;
    sumY += weight * scores[j]!;
    sumXX += weight * x[j]! ** 2;
    sumXY += weight * x[j]! * scores[j]!;
  }
  const spread = sumXX - sumX ** 2 / total;
  let b = Math.max(0, (sumX * (sumY / total) - sumXY) / spread);
  let a = (sumY + b * sumX) / total;
  if (a > greatest) {
    a = greatest;
    b = Math.max(0, (a * sumX - sumXY) / sumXX);
  }
  a = Math.max(a, least);
  let loss = 0;
  let slope = 0;
  for (let j = 0; j < x.length; j++) {
    const weight = weightOf(j, x.length);
    const residual = a - b * x[j]! - scores[j]!;
    loss += weight * residual ** 2;
    slope += weight * residual * b * x[j]! * logs[j]!;
  }
  return { a, b, c, loss, slope };
}

function weightOf(point: number, nPoints: number): number {
  return (point + 1) / nPoints;
}
