import { type Matrix, matrix } from '../../src/core/index.ts';
import type { FittedSvm } from '../../src/estimator/index.ts';
import { kernelMatrix } from '../../src/linalg/index.ts';

/** The dual objective of each pair of classes, max Σ|β| − ½ βᵀKβ, of a model that was not given a precomputed kernel. */
export async function dualObjectives({ fields }: FittedSvm): Promise<number[]> {
  const { kernel, supportVectors: S, supportCounts, coefficients } = fields;
  const { kind, ...numbers } = kernel;
  if (kind === 'precomputed') throw new RangeError('The kernel must be computed from features');
  const K = await kernelMatrix(S, S, { kind, ...numbers });
  const starts = [...supportCounts].map((_, c) => supportCounts.subarray(0, c).reduce((a, b) => a + b, 0));
  const objectives: number[] = [];
  for (let i = 0; i < supportCounts.length; i++) {
    for (let j = i + 1; j < supportCounts.length; j++) {
      const beta = matrix(1, S.rows);
      copy(coefficients, j - 1, starts[i]!, supportCounts[i]!, beta);
      copy(coefficients, i, starts[j]!, supportCounts[j]!, beta);
      objectives.push(dualObjective(beta.data, K));
    }
  }
  return objectives;
}

function copy(coefficients: Matrix, row: number, from: number, count: number, beta: Matrix): void {
  const at = row * coefficients.cols + from;
  beta.data.set(coefficients.data.subarray(at, at + count), from);
}

function dualObjective(beta: Float32Array, K: Matrix): number {
  let objective = 0;
  for (let i = 0; i < K.rows; i++) {
    if (beta[i] === 0) continue;
    let residual = 0;
    for (let j = 0; j < K.cols; j++) residual += K.data[i * K.cols + j]! * beta[j]!;
    objective += Math.abs(beta[i]!) - 0.5 * beta[i]! * residual;
  }
  return objective;
}
