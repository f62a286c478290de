import { createPause, type Matrix, matrix } from '../../core/index.ts';
import { type Centred, leadingEigen, product, symmetricEigen, symmetrised } from '../../linalg/index.ts';
import type { PcaParams } from './pca-params.ts';

/** What is decomposed, and how many of its greatest eigenvalues are found; without a number all are. */
export interface Solver {
  readonly of: 'covariance' | 'gram' | 'X';
  readonly count?: number;
}

export interface PrincipalAxes {
  /** Sums of squares along the axes, float64, descending, never below 0. */
  readonly values: Float64Array;
  /** float32, (values.length, nFeatures): unit rows; zero where there is no variance. */
  readonly axes: Matrix;
}

/** Angle (radians) by which the leading components may be off. */
const TOLERANCE = 3e-4;
/** Sides up to which the whole decomposition takes no longer than the leading part of it. */
const SMALL_SIDE = 200;
/** Columns of the covariance that take as long as one of the leading components by products with X: about six products,
 * forth and back, of a block of 1.15 columns per component, narrower and so slower by the column. */
const COLUMNS_PER_COMPONENT = 24;

/** Choose by the shape, as measured: the leading part alone where at most a fifth is asked for, from X itself where that
 * takes fewer products than the covariance or Gram matrix.
 * @throws {RangeError} If the randomised solver is asked for a share of the variance. */
export function chooseSolver({ components, solver }: PcaParams, { rows, cols }: Matrix): Solver {
  const least = Math.min(rows, cols);
  const asked = components === 'all' ? least : components;
  if (solver === 'randomized') {
    if (asked >= 1) return { of: 'X', count: asked };
    throw new RangeError(
      `Cannot fit pca as solver randomized must be told the number of components: components is ${components}`,
    );
  }
  const isLeading = asked >= 1 && asked <= least / 5 && least > SMALL_SIDE;
  if (solver === 'auto' && isLeading && COLUMNS_PER_COMPONENT * asked < least)
    return { of: 'X', count: asked };
  const of = solver === 'auto' ? (rows < cols ? 'gram' : 'covariance') : solver;
  return { of, ...(isLeading && { count: asked }) };
}

/** The axes of greatest variance of Z, by the solver. */
export async function principalAxes(Z: Centred, { of, count }: Solver, seed: number): Promise<PrincipalAxes> {
  if (of === 'X') {
    const pause = createPause(undefined);
    const { values, vectors } = await leadingEigen(Z.scatter, Z.cols, count!, {
      seed,
      tolerance: TOLERANCE,
      pause,
    });
    return oriented(values, vectors, Z, count!);
  }
  const S = of === 'gram' ? symmetrised(await Z.gram()) : await Z.covariance();
  const side = of === 'gram' ? Z.rows : Z.cols;
  const { values, vectors } = await eigenOf(S, side, count, seed);
  const axes = of === 'gram' ? await Z.combined(vectors) : vectors;
  return oriented(values, axes, Z, Math.min(values.length, Z.rows, Z.cols));
}

/** The eigenvectors of S as float32 rows: all, or the leading ones. */
async function eigenOf(
  S: Float64Array,
  n: number,
  count: number | undefined,
  seed: number,
): Promise<{ values: Float64Array; vectors: Matrix }> {
  if (count === undefined) {
    const { values, vectors } = symmetricEigen(S, n);
    return { values, vectors: matrix(n, n, Float32Array.from(vectors)) };
  }
  const rounded = matrix(n, n, Float32Array.from(S));
  const options = { seed, tolerance: TOLERANCE, pause: createPause(undefined) };
  return leadingEigen((V) => product(V, rounded), n, count, options);
}

/** The first `count` axes scaled to unit length, with a positive value of greatest size; zero where there is no variance
 * but rounding, or no axis was found. */
function oriented(found: Float64Array, axes: Matrix, Z: Centred, count: number): PrincipalAxes {
  const values = new Float64Array(count);
  const result = matrix(count, Z.cols);
  const floor = Math.max(found[0] ?? 0, 0) * Math.min(Z.rows, Z.cols) * 2 ** -23;
  for (let c = 0; c < Math.min(count, found.length); c++) {
    values[c] = Math.max(found[c]!, 0);
    const axis = result.data.subarray(c * Z.cols, (c + 1) * Z.cols);
    if (values[c]! <= floor) continue;
    axis.set(axes.data.subarray(c * Z.cols, (c + 1) * Z.cols));
    orient(axis);
  }
  return { values, axes: result };
}

function orient(axis: Float32Array): void {
  let squares = 0;
  let greatest = 0;
  for (let j = 0; j < axis.length; j++) {
    squares += axis[j]! * axis[j]!;
    if (Math.abs(axis[j]!) > Math.abs(greatest)) greatest = axis[j]!;
  }
  const scale = Math.sign(greatest) / Math.sqrt(squares);
  for (let j = 0; j < axis.length; j++) axis[j]! *= scale;
}
