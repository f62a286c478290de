/** A function that never falls: straight lines between its points, constant beyond them. */
export interface IsotonicCurve {
  /** float64, (nPoints,), ascending. */
  readonly x: Float64Array;
  /** float64, (nPoints,), never falling. */
  readonly y: Float64Array;
}

/** Samples of equal score, or neighbours pooled to one value. */
interface Block {
  readonly first: number;
  readonly last: number;
  readonly weight: number;
  readonly value: number;
}

/** Fit the function that never falls and is nearest to the targets in squares, by pooling adjacent violators. Samples of
 * equal score count as one of their weighted mean; those of weight 0 are left out.
 * @param scores float64, (nSamples,), finite. @param targets (nSamples,), finite.
 * @param weights float64, (nSamples,), >= 0, one of them above 0; default all 1.
 * Cost: O(n log n).
 * Source: Barlow et al., Statistical inference under order restrictions (1972); Zadrozny & Elkan, Transforming classifier
 * scores into accurate multiclass probability estimates, KDD (2002). */
export function fitIsotonic(
  scores: Float64Array,
  targets: ArrayLike<number>,
  weights?: Float64Array,
): IsotonicCurve {
  const order = Int32Array.from(scores.keys())
    .filter((i) => weights === undefined || weights[i]! > 0)
    .sort((a, b) => scores[a]! - scores[b]!);
  const pooled: Block[] = [];
  const x: number[] = [];
  for (let from = 0, to = 0; from < order.length; from = to) {
    const score = scores[order[from]!]!;
    let weight = 0;
    let sum = 0;
    for (; to < order.length && scores[order[to]!] === score; to++) {
      weight += weights?.[order[to]!] ?? 1;
      sum += (weights?.[order[to]!] ?? 1) * targets[order[to]!]!;
    }
    x.push(score);
    push(pooled, { first: x.length - 1, last: x.length - 1, weight, value: sum / weight });
  }
  // Both ends of a block say all that its points say.
  const points = pooled.flatMap(({ first, last, value }) =>
    (first === last ? [first] : [first, last]).map((at) => [x[at]!, value] as const),
  );
  return {
    x: Float64Array.from(points, ([at]) => at),
    y: Float64Array.from(points, ([, value]) => value),
  };
}

/** Add a block, and pool those at the end as long as the values fall. */
function push(pooled: Block[], added: Block): void {
  let block = added;
  for (
    let before = pooled.at(-1);
    before !== undefined && before.value >= block.value;
    before = pooled.at(-1)
  ) {
    pooled.pop();
    const weight = before.weight + block.weight;
    const value = (before.weight * before.value + block.weight * block.value) / weight;
    block = { first: before.first, last: block.last, weight, value };
  }
  pooled.push(block);
}

/** The value of a curve at a score. */
export function isotonicAt({ x, y }: IsotonicCurve, score: number): number {
  let low = 0;
  let high = x.length - 1;
  if (score <= x[low]!) return y[low]!;
  if (score >= x[high]!) return y[high]!;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (x[middle]! <= score) low = middle;
    else high = middle;
  }
  return y[low]! + ((y[high]! - y[low]!) * (score - x[low]!)) / (x[high]! - x[low]!);
}
