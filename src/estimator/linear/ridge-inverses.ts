import { type Matrix, matrix } from '../../core/index.ts';
import { choleskyFactor, triangularInverse } from '../../linalg/index.ts';
import { type GramEigen, gramEigen, inverseScale, type RidgeSystem } from './ridge-system.ts';

/** Alphas up to which a factor for each takes less time than one decomposition for all. */
const MOST_FACTORS = 10;

/** Inverses that share their vectors: (gram + alpha·I)⁻¹ = Vᵀ·diag(s)·V. */
export interface Inverses {
  /** Positions in the list of alphas. */
  readonly positions: readonly number[];
  /** V, float32, (size, size). */
  readonly vectors: Matrix;
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
    const vectors = alphas.length <= MOST_FACTORS ? await inverseFactor(system, alpha) : undefined;
    if (vectors === undefined) left.push(position);
    else yield { positions: [position], vectors, scales: ones(vectors.rows) };
  }
  if (left.length > 0) yield ofEigen(gramEigen(system), alphas, left);
}

async function inverseFactor({ design, right }: RidgeSystem, alpha: number): Promise<Matrix | undefined> {
  const n = right.cols;
  const S = new Float64Array(design.gram);
  for (let i = 0; i < n; i++) S[i * n + i]! += alpha;
  if (!(await choleskyFactor(S, n))) return undefined;
  await triangularInverse(S, n);
  return matrix(n, n, new Float32Array(S));
}

function ofEigen({ values, vectors }: GramEigen, alphas: readonly number[], positions: number[]): Inverses {
  const scales = matrix(positions.length, values.length);
  for (const [a, position] of positions.entries()) {
    scales.data.set(inverseScale(values, alphas[position]!), a * scales.cols);
  }
  return { positions, vectors, scales };
}

function ones(count: number): Matrix {
  return matrix(1, count, new Float32Array(count).fill(1));
}
