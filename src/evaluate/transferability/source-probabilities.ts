import type { Matrix } from '../../core/index.ts';

/** How far the sum of a row of float32 probabilities may be from 1. */
const TOLERANCE = 1e-3;

/** The probabilities of the classes that a backbone was trained on, where the space is its head: a layer whose rows are
 * probabilities, or the layer `logits`, as Keras and Hugging Face name what a softmax would make some of.
 * @param layer the name of the layer.
 * @returns float64, (X.rows × X.cols). */
export function sourceProbabilities(X: Matrix, layer: string): Float64Array | undefined {
  if (X.cols < 2) return undefined;
  if (/(^|[/.])logits$/.test(layer)) return softmax(X);
  return isDistributions(X) ? Float64Array.from(X.data) : undefined;
}

function isDistributions({ data, rows, cols }: Matrix): boolean {
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let at = i * cols; at < (i + 1) * cols; at++) {
      if (data[at]! < 0) return false;
      sum += data[at]!;
    }
    if (Math.abs(sum - 1) > TOLERANCE) return false;
  }
  return true;
}

function softmax({ data, rows, cols }: Matrix): Float64Array {
  const result = new Float64Array(data.length);
  for (let i = 0; i < rows; i++) {
    const row = data.subarray(i * cols, (i + 1) * cols);
    const greatest = row.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    let sum = 0;
    for (let z = 0; z < cols; z++) sum += Math.exp(row[z]! - greatest);
    for (let z = 0; z < cols; z++) result[i * cols + z] = Math.exp(row[z]! - greatest) / sum;
  }
  return result;
}
