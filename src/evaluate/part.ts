import { type Features, selectRows, type Targets, takeLabels, takeTargets } from '../core/index.ts';

/** Some samples of a data set. */
export interface Part {
  /** Rows of the data set's X, (nSamples,). */
  readonly rows: Int32Array;
  readonly X: Features;
  readonly y: Int32Array;
  /** Where it is not y that is predicted. */
  readonly targets?: Targets;
}

/** Copy samples of a part.
 * @param indices into the part, not into the data set. */
export function takePart(part: Part, indices: Int32Array): Part {
  return {
    rows: takeLabels(part.rows, indices),
    X: selectRows(part.X, indices),
    y: takeLabels(part.y, indices),
    ...(part.targets && { targets: takeTargets(part.targets, indices) }),
  };
}
