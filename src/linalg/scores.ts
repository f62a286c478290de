import type { Matrix } from '../core/index.ts';
import { type ModelSpec, node } from '../graph/index.ts';
import type { Tensor } from '../runtime/index.ts';
import { sessionOf } from './session.ts';

/** What the scores of k outputs are made of; everything float64, tables row-major. With z = x − shift, or z = x,
 * score_c = constants_c + Σ_f (linear_cf · z_f + quadratic_cf · z_f²). */
export interface ScoreTerms {
  /** (k,). */
  readonly constants: Float64Array;
  /** (k × d). */
  readonly linear: Float64Array;
  /** (k × d); absent where the scores are linear. */
  readonly quadratic?: Float64Array;
  /** (d,): a value amid the data, so that no large products cancel. */
  readonly shift?: Float64Array;
}

/** Multiplications from which a session call is faster than typed-array code. */
const SESSION_FROM = 20_000;
/** Values of X held in float64 at a time: 2.4 MB, which stay in the cache from one node to the next. */
const BLOCK_VALUES = 300_000;
/** Rows at least, as the tables are packed for each block. */
const LEAST_ROWS = 64;

const inputs: ModelSpec['inputs'] = [
  { name: 'X', shape: ['n', 'd'] },
  { name: 'linear', type: 'float64', shape: ['k', 'd'] },
  { name: 'constants', type: 'float64', shape: ['k'] },
];

/** The scores of z: of the shifted samples, or of the samples themselves. */
function graphOf(isShifted: boolean, isQuadratic: boolean): ModelSpec {
  const z = isShifted ? 'Z' : 'Xd';
  return {
    inputs: [
      ...inputs,
      ...(isShifted ? [{ name: 'shift', type: 'float64', shape: ['d'] } as const] : []),
      ...(isQuadratic ? [{ name: 'quadratic', type: 'float64', shape: ['k', 'd'] } as const] : []),
    ],
    outputs: [isQuadratic ? 'S' : 'L'],
    nodes: [
      node('Cast', ['X'], ['Xd'], { to: 11 }),
      ...(isShifted ? [node('Sub', ['Xd', 'shift'], ['Z'])] : []),
      node('Gemm', [z, 'linear', 'constants'], ['L'], { transB: 1 }),
      ...(isQuadratic
        ? [node('Mul', [z, z], ['Z2']), node('Gemm', ['Z2', 'quadratic', 'L'], ['S'], { transB: 1 })]
        : []),
    ],
  };
}

/** The scores of every row of X, in float64 throughout.
 * @param X float32, (n, d), finite.
 * @returns float64, (n × k), row-major.
 * Cost: O(n · d · k). */
export async function scores(X: Matrix, terms: ScoreTerms): Promise<Float64Array> {
  const k = terms.constants.length;
  if (X.rows * X.cols * k < SESSION_FROM) return plainScores(X, terms);
  const { shift, quadratic } = terms;
  const feeds = {
    linear: float64Tensor(terms.linear, [k, X.cols]),
    constants: float64Tensor(terms.constants, [k]),
    ...(shift && { shift: float64Tensor(shift, [X.cols]) }),
    ...(quadratic && { quadratic: float64Tensor(quadratic, [k, X.cols]) }),
  };
  const [isShifted, isQuadratic] = [shift !== undefined, quadratic !== undefined];
  const id = `${isShifted ? 'shifted-' : ''}${isQuadratic ? 'quadratic' : 'linear'}-scores`;
  const session = await sessionOf(id, graphOf(isShifted, isQuadratic));
  const result = new Float64Array(X.rows * k);
  const blockRows = Math.max(LEAST_ROWS, Math.floor(BLOCK_VALUES / X.cols));
  for (let from = 0; from < X.rows; from += blockRows) {
    const rows = Math.min(blockRows, X.rows - from);
    const data = X.data.subarray(from * X.cols, (from + rows) * X.cols);
    const { L, S } = await session.run({ ...feeds, X: { type: 'float32', data, dims: [rows, X.cols] } });
    result.set((S ?? L)!.data as Float64Array, from * k);
  }
  return result;
}

function float64Tensor(data: Float64Array, dims: readonly number[]): Tensor {
  return { type: 'float64', data, dims };
}

function plainScores(X: Matrix, { constants, linear, quadratic, shift }: ScoreTerms): Float64Array {
  const k = constants.length;
  const result = new Float64Array(X.rows * k);
  const z = new Float64Array(X.cols);
  for (let i = 0; i < X.rows; i++) {
    for (let f = 0; f < X.cols; f++) z[f] = X.data[i * X.cols + f]! - (shift?.[f] ?? 0);
    for (let c = 0; c < k; c++) {
      let score = constants[c]!;
      const at = c * X.cols;
      if (quadratic === undefined) for (let f = 0; f < z.length; f++) score += linear[at + f]! * z[f]!;
      else for (let f = 0; f < z.length; f++) score += (linear[at + f]! + quadratic[at + f]! * z[f]!) * z[f]!;
      result[i * k + c] = score;
    }
  }
  return result;
}
