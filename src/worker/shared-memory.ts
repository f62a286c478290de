import { type Features, isSparse, type Matrix } from '../core/index.ts';

/** The features in memory that all threads read without copying them: each array is itself where it is there already,
 * else one copy. */
export function inSharedMemory(X: Matrix): Matrix;
export function inSharedMemory(X: Features): Features;
export function inSharedMemory(X: Features): Features {
  const { rows, cols } = X;
  if (!isSparse(X)) return { data: shared(X.data), rows, cols };
  return {
    rows,
    cols,
    indptr: shared(X.indptr),
    indices: shared(X.indices),
    values: shared(X.values),
  };
}

function shared<Values extends Float32Array | Int32Array>(values: Values): Values {
  if (values.buffer instanceof SharedArrayBuffer) return values;
  const SameKind = values.constructor as new (buffer: SharedArrayBuffer) => Values;
  const copy = new SameKind(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}
