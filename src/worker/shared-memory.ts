import type { Matrix } from '../core/index.ts';

/** The matrix in memory that all threads read without copying it: itself where it is there already, else one copy. */
export function inSharedMemory({ data, rows, cols }: Matrix): Matrix {
  if (data.buffer instanceof SharedArrayBuffer) return { data, rows, cols };
  const copy = new Float32Array(new SharedArrayBuffer(data.byteLength));
  copy.set(data);
  return { data: copy, rows, cols };
}
