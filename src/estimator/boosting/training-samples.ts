import { type Matrix, takeLabels, takeRows } from '../../core/index.ts';
import type { HeldOut } from './boost.ts';
import { binaryLogLoss, type LogLoss, multinomialLogLoss } from './log-loss.ts';

/** Rows of X that count in a fit. */
export interface TrainingSamples {
  readonly X: Matrix;
  /** int32, (nSamples,). */
  readonly rows: Int32Array;
  /** Of those rows: int32, (nSamples,), in [0, nClasses). */
  readonly labels: Int32Array;
  /** Of those rows: float64, above 0; undefined where all are 1. */
  readonly weights: Float64Array | undefined;
  readonly nClasses: number;
}

/** The samples at the named positions. */
export function takeSamples(samples: TrainingSamples, positions: Int32Array): TrainingSamples {
  return {
    ...samples,
    rows: takeLabels(samples.rows, positions),
    labels: takeLabels(samples.labels, positions),
    weights: samples.weights && Float64Array.from(positions, (i) => samples.weights![i]!),
  };
}

/** The log loss of the samples. */
export function logLossOf({ labels, weights, nClasses }: TrainingSamples): LogLoss {
  return nClasses === 2 ? binaryLogLoss(labels, weights) : multinomialLogLoss(labels, weights, nClasses);
}

/** The samples as early stopping watches them. */
export function heldOutOf(samples: TrainingSamples): HeldOut {
  return { X: takeRows(samples.X, samples.rows), loss: logLossOf(samples) };
}
