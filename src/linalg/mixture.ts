import { type Matrix, matrix } from '../core/index.ts';
import { int64s, type ModelSpec, node, scalar } from '../graph/index.ts';
import type { Tensor } from '../runtime/index.ts';
import { blocksOf } from './centred-blocks.ts';
import { sessionOf } from './session.ts';

/** Values that a graph makes of each one of X: a block with all of them stays in the cache. */
const MADE_OF_EACH = 4;

/** What a component's density is made of, for a graph. Positions are relative to a common origin. */
export type MixtureDensities =
  | {
      /** log density = c − ½ Σ p z² + Σ q z. `spherical`: one p for all features of a component. */
      readonly kind: 'diagonal' | 'spherical';
      /** Precisions p, float64, (k × d), or (k,). */
      readonly precisions: Float64Array;
      /** q = p μ, float64, (k × d). */
      readonly linear: Float64Array;
      /** float64, (k,), with the log weight. */
      readonly constants: Float64Array;
    }
  | {
      /** log density = c − ½ ‖F (z − μ)‖². `shared`: one F for all components. */
      readonly kind: 'full' | 'shared';
      /** F, lower triangles, float64, (k × d × d), or (d × d). */
      readonly factors: Float64Array;
      /** μ, float64, (k × d). */
      readonly means: Float64Array;
      /** float64, (k,), with the log weight. */
      readonly constants: Float64Array;
    };

/** Sums over the samples, weighted by the chance that they are of a component. */
export interface MixtureSums {
  /** float64, (k,). */
  readonly counts: Float64Array;
  /** Of z, float64, (k × d). */
  readonly sums: Float64Array;
  /** Of z² for `diagonal`, (k × d); of ‖z‖² for `spherical`, (k,); of (z − μ)(z − μ)ᵀ for `full`, (k × d × d); empty for
   * `shared`. Float64. */
  readonly squares: Float64Array;
  /** Sum of the log densities of the samples. */
  readonly logLikelihood: number;
}

/** Densities as the graphs read them. */
export interface PreparedMixture {
  readonly densities: MixtureDensities;
  readonly feeds: Readonly<Record<string, Tensor>>;
}

/** Get densities ready for samples, of which the origin is subtracted.
 * @param origin float64, (d,), of values that float32 holds; best the rounded mean. */
export function prepareMixture(origin: Float64Array, densities: MixtureDensities): PreparedMixture {
  const { kind, constants } = densities;
  const k = constants.length;
  const d = origin.length;
  const feeds: Record<string, Tensor> = {
    origin: float32(origin, [d]),
    constants: float32(constants, [k]),
  };
  if ('precisions' in densities) {
    feeds.P = float32(densities.precisions, [k, densities.precisions.length / k]);
    feeds.Q = float32(densities.linear, [k, d]);
    return { densities, feeds };
  }
  const { factors, means } = densities;
  const isShared = kind === 'shared';
  const m = projected(means, factors, k, d);
  feeds.F = float32(transposed(factors, d), isShared ? [d, d] : [k, d, d]);
  feeds.m = float32(m, isShared ? [k, d] : [k, 1, d]);
  if (isShared) feeds.constants = float32(lessHalfSquares(constants, m), [k]);
  return { densities, feeds };
}

/** One step of expectation: every sample's chances, and what they sum up to, in one pass over X.
 * Cost: 8 · rows · d · k operations for `diagonal`, 4 · rows · d · k for `spherical`, 4 · rows · d² · k for `full`,
 * 2 · rows · d² for `shared`. */
export async function mixtureSums(X: Matrix, { densities, feeds }: PreparedMixture): Promise<MixtureSums> {
  const d = X.cols;
  const k = densities.constants.length;
  const counts = new Float64Array(k);
  const sums = new Float64Array(k * d);
  const perComponent = { diagonal: d, spherical: 1, full: d * d, shared: 0 }[densities.kind];
  const squares = new Float64Array(k * perComponent);
  const means = densities.kind === 'full' ? { means: float32(densities.means, [k, 1, d]) } : {};
  const session = await sessionOf(`mixture-${densities.kind}`, sumGraphs[densities.kind]);
  let logLikelihood = 0;
  for (const { X: block } of blocks(X, densities)) {
    const found = await session.run({ ...feeds, ...means, X: block });
    add(counts, found.counts!);
    add(sums, found.sums!);
    if (perComponent > 0) add(squares, found.squares!);
    for (const value of found.logDensity!.data as Float32Array) logLikelihood += value;
  }
  return { counts, sums, squares, logLikelihood };
}

/** The chances of every sample to be of each component.
 * @param check called if a log density is not finite, as those of values that are not: throws to refuse them.
 * @returns float32, (X.rows, k); rows sum to 1. */
export async function mixtureChances(
  X: Matrix,
  { densities, feeds }: PreparedMixture,
  check: () => void,
): Promise<Matrix> {
  const k = densities.constants.length;
  const chances = matrix(X.rows, k);
  const session = await sessionOf(`mixture-chances-${densities.kind}`, chanceGraphs[densities.kind]);
  for (const { X: block, from } of blocks(X, densities)) {
    const { R, densitySums } = await session.run({ ...feeds, X: block });
    if (!(densitySums!.data as Float32Array).every(Number.isFinite)) check();
    chances.data.set(R!.data as Float32Array, from * k);
  }
  return chances;
}

/** X in blocks that leave room for what a graph makes of them. */
function blocks(X: Matrix, { kind, constants }: MixtureDensities) {
  return blocksOf(X, { width: X.cols * (kind === 'full' ? constants.length : MADE_OF_EACH) });
}

/** Every factor times its mean, (k × d). */
function projected(means: Float64Array, factors: Float64Array, k: number, d: number): Float64Array {
  const result = new Float64Array(k * d);
  const isShared = factors.length === d * d;
  for (let c = 0; c < k; c++) {
    const factor = isShared ? 0 : c * d * d;
    for (let i = 0; i < d; i++) {
      let sum = 0;
      for (let j = 0; j <= i; j++) sum += factors[factor + i * d + j]! * means[c * d + j]!;
      result[c * d + i] = sum;
    }
  }
  return result;
}

/** c − ½ ‖m‖² of every component. */
function lessHalfSquares(constants: Float64Array, m: Float64Array): Float64Array {
  const d = m.length / constants.length;
  return constants.map((constant, c) => {
    let squares = 0;
    for (let j = c * d; j < (c + 1) * d; j++) squares += m[j]! * m[j]!;
    return constant - squares / 2;
  });
}

/** Each (d × d) matrix of a stack with its rows as columns. */
function transposed(stack: Float64Array, d: number): Float64Array {
  const result = new Float64Array(stack.length);
  for (let at = 0; at < stack.length; at += d * d) {
    for (let i = 0; i < d; i++) {
      for (let j = 0; j <= i; j++) result[at + j * d + i] = stack[at + i * d + j]!;
    }
  }
  return result;
}

function float32(values: Float64Array, dims: readonly number[]): Tensor {
  return { type: 'float32', data: new Float32Array(values), dims };
}

function add(total: Float64Array, { data }: Tensor): void {
  const part = data as Float32Array;
  for (let at = 0; at < total.length; at++) total[at]! += part[at]!;
}

const centring = [node('Sub', ['X', 'origin'], ['Z'])];

const chances = [
  node('ReduceLogSumExp', ['L'], ['logDensity'], { axes: [1], keepdims: 0 }),
  node('Softmax', ['L'], ['R'], { axis: 1 }),
];

const sumNodes = [
  node('ReduceSum', ['R', 'rows'], ['counts'], { keepdims: 0 }),
  node('Gemm', ['R', 'Z'], ['sums'], { transA: 1 }),
];

const constants = [int64s('rows', [0]), int64s('columns', [1]), int64s('last', [2]), scalar('half', 0.5)];

const axisNodes = [
  node('Gemm', ['Z2', 'P', 'constants'], ['L0'], { transB: 1, alpha: -0.5 }),
  node('Gemm', ['Z', 'Q', 'L0'], ['L'], { transB: 1 }),
  ...chances,
];

const diagonalNodes = [...centring, node('Mul', ['Z', 'Z'], ['Z2']), ...axisNodes];

/** ‖z‖² in place of the squares. */
const sphericalNodes = [
  ...centring,
  node('ReduceSumSquare', ['Z'], ['Z2'], { axes: [1], keepdims: 1 }),
  ...axisNodes,
];

/** (k, n, d) distances in units of the component, (k, n) their squares, (n, k) log densities. */
const fullNodes = [
  ...centring,
  node('Unsqueeze', ['Z', 'rows'], ['Z1']),
  node('MatMul', ['Z1', 'F'], ['ZF']),
  node('Sub', ['ZF', 'm'], ['Y']),
  node('ReduceSumSquare', ['Y'], ['squared'], { axes: [2], keepdims: 0 }),
  node('Transpose', ['squared'], ['squaredT'], { perm: [1, 0] }),
  node('Mul', ['squaredT', 'half'], ['halved']),
  node('Sub', ['constants', 'halved'], ['L']),
  ...chances,
];

/** ‖F z − m‖² as ‖F z‖² − 2 (F z)·m + ‖m‖², of which the last stands in the constants. */
const sharedNodes = [
  ...centring,
  node('Gemm', ['Z', 'F'], ['Y']),
  node('ReduceSumSquare', ['Y'], ['squared'], { axes: [1], keepdims: 1 }),
  node('Mul', ['squared', 'half'], ['halved']),
  node('Sub', ['constants', 'halved'], ['L0']),
  node('Gemm', ['Y', 'm', 'L0'], ['L'], { transB: 1 }),
  ...chances,
];

const centredInputs = [
  { name: 'X', shape: ['n', 'd'] },
  { name: 'origin', shape: ['d'] },
];
const axisInputs = [
  ...centredInputs,
  { name: 'constants', shape: ['k'] },
  { name: 'P', shape: ['k', 'w'] },
  { name: 'Q', shape: ['k', 'd'] },
];
const fullInputs = [
  ...centredInputs,
  { name: 'constants', shape: ['k'] },
  { name: 'F', shape: ['k', 'd', 'd'] },
  { name: 'm', shape: ['k', 1, 'd'] },
];
const sharedInputs = [
  ...centredInputs,
  { name: 'constants', shape: ['k'] },
  { name: 'F', shape: ['d', 'd'] },
  { name: 'm', shape: ['k', 'd'] },
];

const chanceGraphs: Readonly<Record<MixtureDensities['kind'], ModelSpec>> = {
  diagonal: chancesOf(axisInputs, diagonalNodes),
  spherical: chancesOf(axisInputs, sphericalNodes),
  full: chancesOf(fullInputs, fullNodes),
  shared: chancesOf(sharedInputs, sharedNodes),
};

/** Softmax may make numbers of densities that are none, so these are added up beside it. */
function chancesOf(inputs: ModelSpec['inputs'], nodes: ModelSpec['nodes']): ModelSpec {
  return {
    inputs,
    outputs: ['R', 'densitySums'],
    nodes: [...nodes, node('ReduceSum', ['L', 'columns'], ['densitySums'], { keepdims: 0 })],
    initializers: constants,
  };
}

const sumGraphs: Readonly<Record<MixtureDensities['kind'], ModelSpec>> = {
  diagonal: axisSums(diagonalNodes),
  spherical: axisSums(sphericalNodes),
  full: {
    inputs: [...fullInputs, { name: 'means', shape: ['k', 1, 'd'] }],
    outputs: ['counts', 'sums', 'squares', 'logDensity'],
    nodes: [
      ...fullNodes,
      ...sumNodes,
      node('Sqrt', ['R'], ['rootR']),
      node('Transpose', ['rootR'], ['rootRt'], { perm: [1, 0] }),
      node('Unsqueeze', ['rootRt', 'last'], ['weights']),
      node('Sub', ['Z1', 'means'], ['D']),
      node('Mul', ['D', 'weights'], ['E']),
      node('Transpose', ['E'], ['Et'], { perm: [0, 2, 1] }),
      node('MatMul', ['Et', 'E'], ['squares']),
    ],
    initializers: constants,
  },
  shared: {
    inputs: sharedInputs,
    outputs: ['counts', 'sums', 'logDensity'],
    nodes: [...sharedNodes, ...sumNodes],
    initializers: constants,
  },
};

function axisSums(nodes: ModelSpec['nodes']): ModelSpec {
  return {
    inputs: axisInputs,
    outputs: ['counts', 'sums', 'squares', 'logDensity'],
    nodes: [...nodes, ...sumNodes, node('Gemm', ['R', 'Z2'], ['squares'], { transA: 1 })],
    initializers: constants,
  };
}
