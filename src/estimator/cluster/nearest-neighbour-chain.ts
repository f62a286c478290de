import type { AgglomerativeParams } from './agglomerative-params.ts';

export type Linkage = AgglomerativeParams['linkage'];

/** A merge of two clusters, each named by one of its samples. */
export interface Merge {
  readonly a: number;
  readonly b: number;
  /** The distance at which they were merged. */
  readonly height: number;
}

/** The hierarchy of clusters: each chain of nearest neighbours ends in two that are each other's nearest, which are merged.
 * @param D float32, (n × n), symmetric: distances of the samples, squared for `ward`; is used up.
 * @param pause awaited after every merge.
 * @returns n − 1 merges, in no order of height.
 * Cost: O(n²).
 * Source: Murtagh, A survey of recent advances in hierarchical clustering algorithms, Computer Journal 26 (1983); the
 * distances of merged clusters by Lance & Williams, Computer Journal 9 (1967). */
export async function nearestNeighbourChain(
  D: Float32Array,
  n: number,
  linkage: Linkage,
  pause: (merges: number) => Promise<void>,
): Promise<Merge[]> {
  const sizes = new Float64Array(n).fill(1);
  const merges: Merge[] = [];
  const chain: number[] = [];
  let start = 0;
  for (let i = 0; i < n; i++) D[i * n + i] = Number.POSITIVE_INFINITY;
  while (merges.length < n - 1) {
    if (chain.length === 0) {
      while (sizes[start] === 0) start++;
      chain.push(start);
    }
    const last = chain[chain.length - 1]!;
    const previous = chain[chain.length - 2];
    const next = nearestOf(D, last * n, n, previous);
    if (next !== previous) {
      chain.push(next);
      continue;
    }
    chain.length -= 2;
    merges.push({ a: last, b: next, height: D[last * n + next]! });
    merge(D, n, last, next, sizes, linkage);
    await pause(merges.length);
  }
  return merges;
}

/** The nearest of the row that starts at `at`, ties to `preferred`, so that no chain goes round, then to the lower. */
function nearestOf(D: Float32Array, at: number, n: number, preferred: number | undefined): number {
  let best = preferred ?? -1;
  let least = preferred === undefined ? Number.POSITIVE_INFINITY : D[at + preferred]!;
  for (let j = 0; j < n; j++) {
    const distance = D[at + j]!;
    if (distance < least) {
      least = distance;
      best = j;
    }
  }
  return best;
}

/** Let `a` be the union of both: its distances to the others follow from theirs; `b` is infinitely far from now on. */
function merge(
  D: Float32Array,
  n: number,
  a: number,
  b: number,
  sizes: Float64Array,
  linkage: Linkage,
): void {
  const [sizeA, sizeB] = [sizes[a]!, sizes[b]!];
  const between = D[a * n + b]!;
  for (let c = 0; c < n; c++) {
    if (sizes[c] === 0 || c === a || c === b) continue;
    const united = unionDistance(linkage, D[a * n + c]!, D[b * n + c]!, between, sizeA, sizeB, sizes[c]!);
    D[a * n + c] = united;
    D[c * n + a] = united;
    D[c * n + b] = Number.POSITIVE_INFINITY;
  }
  D[a * n + b] = Number.POSITIVE_INFINITY;
  sizes[a] = sizeA + sizeB;
  sizes[b] = 0;
}

function unionDistance(
  linkage: Linkage,
  ac: number,
  bc: number,
  ab: number,
  a: number,
  b: number,
  c: number,
): number {
  if (linkage === 'ward') return ((a + c) * ac + (b + c) * bc - c * ab) / (a + b + c);
  if (linkage === 'average') return (a * ac + b * bc) / (a + b);
  return linkage === 'complete' ? Math.max(ac, bc) : Math.min(ac, bc);
}

/** The clusters that are left before the k − 1 highest merges, numbered by their first samples.
 * @returns int32, (n,), values in [0, k). */
export function cutHierarchy(merges: readonly Merge[], n: number, k: number): Int32Array {
  const parents = Int32Array.from({ length: n }, (_, i) => i);
  const rootOf = (sample: number): number => {
    let at = sample;
    while (parents[at] !== at) {
      parents[at] = parents[parents[at]!]!;
      at = parents[at]!;
    }
    return at;
  };
  const lowest = [...merges].sort((x, y) => x.height - y.height).slice(0, n - k);
  for (const { a, b } of lowest) parents[rootOf(a)] = rootOf(b);
  const numbers = new Map<number, number>();
  return Int32Array.from({ length: n }, (_, i) => {
    const root = rootOf(i);
    if (!numbers.has(root)) numbers.set(root, numbers.size);
    return numbers.get(root)!;
  });
}
