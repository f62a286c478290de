import { BucketCoder } from './bucket-coder.ts';
import type { CodeBounds } from './code-bounds.ts';
import { RadixSorter } from './radix-sort.ts';

/** Codes columns by the rank of their values: exactly where a column has at most `maxCodes` distinct ones; else
 * neighbouring values share a code, each for about as many samples. */
export class RankCoder {
  readonly #maxCodes: number;
  readonly #buckets: BucketCoder | undefined;
  readonly #sorter: RadixSorter;

  /** @param maxCodes at most 65,536. */
  constructor(nSamples: number, maxCodes: number) {
    this.#maxCodes = maxCodes;
    this.#buckets = maxCodes <= 256 ? new BucketCoder(maxCodes) : undefined;
    this.#sorter = new RadixSorter(nSamples);
  }

  /** Code a column.
   * @param codes overwritten. @param bounds added to. */
  code(values: Float32Array, codes: Uint8Array | Uint16Array, bounds: CodeBounds): void {
    if (this.#buckets?.code(values, codes, bounds)) return;
    codeSorted(values, this.#sorter.order(values), codes, this.#maxCodes, bounds);
  }
}

/** Walk the values in ascending order; a code ends when it has its share of the samples that are left. */
function codeSorted(
  values: Float32Array,
  order: Uint32Array,
  codes: Uint8Array | Uint16Array,
  maxCodes: number,
  bounds: CodeBounds,
): void {
  const n = order.length;
  const isExact = countDistinct(values, order, maxCodes) <= maxCodes;
  let code = 0;
  let first = 0;
  for (let r = 0; r < n; r++) {
    const value = values[order[r]!]!;
    if (r > 0) {
      const previous = values[order[r - 1]!]!;
      const isFull = isExact || (r - first) * (maxCodes - code) >= n - first;
      if (value > previous && isFull) {
        bounds.add(values[order[first]!]!, previous);
        first = r;
        code++;
      }
    }
    codes[order[r]!] = code;
  }
  bounds.add(values[order[first]!]!, values[order[n - 1]!]!);
}

/** @returns at most `limit` + 1. */
function countDistinct(values: Float32Array, order: Uint32Array, limit: number): number {
  let count = 1;
  for (let r = 1; r < order.length && count <= limit; r++) {
    if (values[order[r]!]! > values[order[r - 1]!]!) count++;
  }
  return count;
}
