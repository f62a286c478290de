import type { Matrix } from '../../core/index.ts';
import type { Points } from './points.ts';

type WeightedRows = Pick<Points, 'X' | 'weights'>;

/** The samples of every cluster, summed in float64. Only samples that change cluster are added and taken off: after the
 * first iterations these are few. They are sorted by cluster, so that a sum takes four of them in one pass.
 * Cost of an update: O(n + changes · nFeatures). */
export class ClusterSums {
  /** Weighted sum of each cluster's samples, (k × nFeatures). */
  readonly sums: Float64Array;
  /** Weight of each cluster, (k,). */
  readonly weights: Float64Array;
  /** Cluster of every sample, (n,); −1 before the first update. */
  readonly clusters: Int32Array;
  readonly #sizes: Int32Array;
  readonly #points: WeightedRows;

  constructor(points: WeightedRows, k: number) {
    this.sums = new Float64Array(k * points.X.cols);
    this.weights = new Float64Array(k);
    this.clusters = new Int32Array(points.X.rows).fill(-1);
    this.#sizes = new Int32Array(k);
    this.#points = points;
  }

  /** @param assigned the cluster of sample i stands at `i · stride + offset`.
   * @returns how many samples changed theirs. */
  update(assigned: Int32Array, stride: number, offset: number): number {
    const { X, weights } = this.#points;
    const changes = this.#countChanges(assigned, stride, offset);
    const entries = new SortedEntries(changes.perCluster);
    for (let i = 0; i < X.rows; i++) {
      const from = this.clusters[i]!;
      const to = assigned[i * stride + offset]!;
      if (from === to) continue;
      entries.put(to, i, weights[i]!);
      if (from >= 0) entries.put(from, i, -weights[i]!);
      this.clusters[i] = to;
    }
    for (let c = 0; c < this.weights.length; c++) this.#apply(entries, c);
    return changes.total;
  }

  /** Samples that come to or leave each cluster; the sizes are brought up to date. */
  #countChanges(assigned: Int32Array, stride: number, offset: number) {
    const perCluster = new Int32Array(this.weights.length);
    let total = 0;
    for (let i = 0; i < this.clusters.length; i++) {
      const from = this.clusters[i]!;
      const to = assigned[i * stride + offset]!;
      if (from === to) continue;
      total++;
      perCluster[to]!++;
      this.#sizes[to]!++;
      if (from < 0) continue;
      perCluster[from]!++;
      this.#sizes[from]!--;
    }
    return { total, perCluster };
  }

  #apply({ rows, coefficients, starts, ends }: SortedEntries, cluster: number): void {
    const { X } = this.#points;
    const at = cluster * X.cols;
    if (this.#sizes[cluster] === 0) {
      // exactly, where taking off one sample after the other would leave some rounding
      this.sums.fill(0, at, at + X.cols);
      this.weights[cluster] = 0;
      return;
    }
    addRows(X, rows, coefficients, starts[cluster]!, ends[cluster]!, this.sums, at);
    for (let e = starts[cluster]!; e < ends[cluster]!; e++) this.weights[cluster]! += coefficients[e]!;
  }
}

/** Samples with what they add to a cluster, cluster after cluster. */
class SortedEntries {
  readonly rows: Int32Array;
  readonly coefficients: Float64Array;
  readonly starts: Int32Array;
  /** Grow as entries are put; at last each is where the next cluster starts. */
  readonly ends: Int32Array;

  constructor(perCluster: Int32Array) {
    this.starts = new Int32Array(perCluster.length);
    for (let c = 1; c < perCluster.length; c++) this.starts[c] = this.starts[c - 1]! + perCluster[c - 1]!;
    this.ends = this.starts.slice();
    const total = this.starts.at(-1)! + perCluster.at(-1)!;
    this.rows = new Int32Array(total);
    this.coefficients = new Float64Array(total);
  }

  put(cluster: number, row: number, coefficient: number): void {
    const at = this.ends[cluster]!++;
    this.rows[at] = row;
    this.coefficients[at] = coefficient;
  }
}

/** sums[at…] += Σ coefficient · row over the entries in [start, end). */
function addRows(
  { cols, data }: Matrix,
  rows: Int32Array,
  coefficients: Float64Array,
  start: number,
  end: number,
  sums: Float64Array,
  at: number,
): void {
  let e = start;
  for (; e + 4 <= end; e += 4) addFourRows(data, cols, rows, coefficients, e, sums, at);
  for (; e < end; e++) {
    const from = rows[e]! * cols;
    const coefficient = coefficients[e]!;
    for (let f = 0; f < cols; f++) sums[at + f]! += coefficient * data[from + f]!;
  }
}

function addFourRows(
  x: Float32Array,
  n: number,
  rows: Int32Array,
  coefficients: Float64Array,
  e: number,
  sums: Float64Array,
  at: number,
): void {
  const from0 = rows[e]! * n;
  const from1 = rows[e + 1]! * n;
  const from2 = rows[e + 2]! * n;
  const from3 = rows[e + 3]! * n;
  const c0 = coefficients[e]!;
  const c1 = coefficients[e + 1]!;
  const c2 = coefficients[e + 2]!;
  const c3 = coefficients[e + 3]!;
  for (let f = 0; f < n; f++) {
    sums[at + f]! += c0 * x[from0 + f]! + c1 * x[from1 + f]! + c2 * x[from2 + f]! + c3 * x[from3 + f]!;
  }
}
