import { type Matrix, matrix } from '../../core/index.ts';
import type { Matrix64 } from '../../linalg/index.ts';
import { type GramEigen, gramEigen, inverseFactor, inverseScale, type RidgeSystem } from './ridge-system.ts';

/** Alphas up to which a factor for each takes less time than one decomposition for all. */
const MOST_FACTORS = 20;

/** Inverses that share their vectors: (gram + alpha·I)⁻¹ = Vᵀ·diag(s)·V. */
export interface Inverses {
  /** Positions in the list of alphas. */
  readonly positions: readonly number[];
  /** V, float32, (size, size). */
  readonly vectors: Matrix;
  /** Whether V is 0 above its diagonal. */
  readonly isLower: boolean;
  /** s of each alpha, float32, (positions.length, size). */
  readonly scales: Matrix;
}

/** The inverses for every alpha: of a few by Cholesky's factor, V = L⁻¹; of many, and where rounding leaves no factor, by
 * the eigenvectors of the gram matrix.
 * @param alphas above 0.
 * Cost: O(size³) for each of a few, once for many. */
export async function* inversesOf(
  system: RidgeSystem,
  alphas: readonly number[],
): AsyncGenerator<Inverses, void> {
  const left: number[] = [];
  for (const [position, alpha] of alphas.entries()) {
    const factor = alphas.length <= MOST_FACTORS ? await inverseFactor(system, alpha) : undefined;
    if (factor === undefined) left.push(position);
    else yield { positions: [position], vectors: float32(factor), isLower: true, scales: ones(factor.rows) };
  }
  if (left.length > 0) yield ofEigen(gramEigen(system), alphas, left);
}

function ofEigen({ values, vectors }: GramEigen, alphas: readonly number[], positions: number[]): Inverses {
  const scales = matrix(positions.length, values.length);
  for (const [a, position] of positions.entries()) {
    scales.data.set(inverseScale(values, alphas[position]!), a * scales.cols);
  }
  return { positions, vectors, isLower: false, scales };
}

function float32({ data, rows, cols }: Matrix64): Matrix {
  return matrix(rows, cols, new Float32Array(data));
}

function ones(count: number): Matrix {
  return matrix(1, count, new Float32Array(count).fill(1));
}
