import type { Matrix } from '../core/index.ts';
import { type InputSpec, type ModelSpec, node } from '../graph/index.ts';
import type { Tensor } from '../runtime/index.ts';
import { centredInputs, meanTensors } from './centred-blocks.ts';

/** A = diag(roots)·(X − 1·meanᵀ), of which only a block of rows is ever made. */
export interface WeightedRows {
  readonly X: Matrix;
  /** float64, (X.cols,). */
  readonly mean: Float64Array;
  /** float64, (X.rows,). */
  readonly roots: Float64Array;
}

/** Nodes that make A of a block of rows X, or of a strip of its columns.
 * @param strip ends the names of all but `roots`. */
export function weighting(strip = ''): ModelSpec['nodes'] {
  const [shifted, Z] = [`shifted${strip}`, `Z${strip}`];
  return [
    node('Sub', [`X${strip}`, `mean${strip}`], [shifted]),
    node('Sub', [shifted, `rest${strip}`], [Z]),
    node('Mul', [Z, 'roots'], [`A${strip}`]),
  ];
}

/** What those nodes read. */
export const weightedInputs: readonly InputSpec[] = [...centredInputs, { name: 'roots', shape: ['n', 1] }];

/** Those inputs for the rows from `from` to `end`. */
export function weightedBlock({ X, mean, roots }: WeightedRows, from: number, end: number) {
  const { data, cols } = X;
  const part: Record<'X' | 'roots', Tensor> = {
    X: { type: 'float32', data: data.subarray(from * cols, end * cols), dims: [end - from, cols] },
    roots: { type: 'float32', data: new Float32Array(roots.subarray(from, end)), dims: [end - from, 1] },
  };
  return { ...meanTensors(mean), ...part };
}
