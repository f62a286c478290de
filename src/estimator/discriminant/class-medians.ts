import type { Matrix } from '../../core/index.ts';
import type { ClassRows } from './class-rows.ts';

/** Features whose values are gathered in one pass over the rows. */
const FEATURES = 16;

/** The median of every feature within each class, float64, (classes with samples × nFeatures); of an even number of values,
 * the mean of the middle two.
 * Cost: O(nSamples · nFeatures). */
export function classMedians({ data, cols: d }: Matrix, { rows, starts }: ClassRows): Float64Array {
  const k = starts.length - 1;
  const medians = new Float64Array(k * d);
  for (let c = 0; c < k; c++) {
    const [from, to] = [starts[c]!, starts[c + 1]!];
    const n = to - from;
    const gathered = new Float64Array(n * FEATURES);
    for (let first = 0; first < d; first += FEATURES) {
      const count = Math.min(FEATURES, d - first);
      for (let i = 0; i < n; i++) {
        const at = rows[from + i]! * d + first;
        for (let f = 0; f < count; f++) gathered[f * n + i] = data[at + f]!;
      }
      for (let f = 0; f < count; f++) {
        medians[c * d + first + f] = medianOf(gathered.subarray(f * n, (f + 1) * n));
      }
    }
  }
  return medians;
}

/** The median of values, whose order it changes. */
export function medianOf(values: Float64Array): number {
  const middle = values.length >> 1;
  select(values, middle);
  if (values.length % 2 === 1) return values[middle]!;
  let below = values[0]!;
  for (let i = 1; i < middle; i++) below = Math.max(below, values[i]!);
  return (below + values[middle]!) / 2;
}

/** Bring the k-th smallest value to its place, smaller ones before it.
 * Source: Hoare, Algorithm 65: find, Communications of the ACM 4 (1961). */
function select(values: Float64Array, k: number): void {
  let first = 0;
  let last = values.length - 1;
  while (first < last) {
    const pivot = values[(first + last) >> 1]!;
    let i = first;
    let j = last;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const value = values[i]!;
      values[i++] = values[j]!;
      values[j--] = value;
    }
    if (k <= j) last = j;
    else if (k >= i) first = i;
    else return;
  }
}
