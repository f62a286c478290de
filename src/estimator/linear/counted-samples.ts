import { type Features, selectRows, takeLabels } from '../../core/index.ts';
import { type PresentClasses, presentClasses } from '../labels.ts';

/** The samples of a fit that count. */
export interface CountedSamples extends PresentClasses {
  readonly X: Features;
  /** Class ids, int32, (X.rows,). */
  readonly labels: Int32Array;
  /** What each sample counts, float64, (X.rows,), above 0. */
  readonly weights: Float64Array;
}

/** Leave out the samples whose weight is 0; X itself is given back where there are none. */
export function countedSamples(
  X: Features,
  y: Int32Array,
  nClasses: number,
  sampleWeight: Float64Array | undefined,
): CountedSamples {
  const rows = Int32Array.from(y.keys()).filter((i) => sampleWeight?.[i] !== 0);
  const isAll = rows.length === y.length;
  const labels = isAll ? y : takeLabels(y, rows);
  return {
    X: isAll ? X : selectRows(X, rows),
    labels,
    weights: Float64Array.from(rows, (i) => sampleWeight?.[i] ?? 1),
    ...presentClasses(labels, nClasses),
  };
}
