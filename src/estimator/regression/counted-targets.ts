import { type Features, selectRows, takeValues } from '../../core/index.ts';

/** The samples of a fit that count, and their targets. */
export interface CountedTargets {
  readonly X: Features;
  /** float64, (X.rows,). */
  readonly y: Float64Array;
  /** What each sample counts, float64, (X.rows,), above 0. */
  readonly weights: Float64Array;
}

/** Leave out the samples whose weight is 0; X itself is given back where there are none. */
export function countedTargets(
  X: Features,
  y: Float64Array,
  sampleWeight: Float64Array | undefined,
): CountedTargets {
  if (sampleWeight === undefined) return { X, y, weights: new Float64Array(y.length).fill(1) };
  if (!sampleWeight.includes(0)) return { X, y, weights: sampleWeight };
  const rows = Int32Array.from(y.keys()).filter((i) => sampleWeight[i]! > 0);
  return { X: selectRows(X, rows), y: takeValues(y, rows), weights: takeValues(sampleWeight, rows) };
}
