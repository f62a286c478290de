import type { Matrix } from '../core/index.ts';

/** The mean of S and its transpose in float64: float32 products round the two halves differently.
 * @param S float32, (n, n). @returns float64, (n × n). */
export function symmetrised({ data, rows: n }: Matrix): Float64Array {
  const result = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) result[i * n + j] = (data[i * n + j]! + data[j * n + i]!) / 2;
  }
  return result;
}
