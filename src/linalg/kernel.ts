import { type Matrix, matrix } from '../core/index.ts';
import { type ModelSpec, node } from '../graph/index.ts';
import type { Tensor } from '../runtime/index.ts';
import { squaredNorms } from './blocked.ts';
import { checkSameCols, tensorOf } from './operand.ts';
import { sessionOf } from './session.ts';

/** A kernel with every number known: rbf exp(−γ‖a − b‖²), linear a·b, polynomial (γ a·b + coef0)^degree,
 * sigmoid tanh(γ a·b + coef0), cosine a·b / (‖a‖‖b‖), which is 0 where a row is zero. */
export interface Kernel {
  readonly kind: 'rbf' | 'linear' | 'polynomial' | 'sigmoid' | 'cosine';
  readonly gamma: number;
  readonly degree: number;
  readonly coef0: number;
}

type Kind = Kernel['kind'];
type Nodes = ModelSpec['nodes'];

/** From A and B to what kernels of a kind have in common: squared distances, dot products or cosines. */
const baseNodes: Readonly<Record<Kind, Nodes>> = {
  rbf: [
    node('Gemm', ['A', 'B', 'bTerm'], ['G'], { transB: 1, alpha: -2 }),
    node('Add', ['G', 'aTerm'], ['D']),
    node('Relu', ['D'], ['base']),
  ],
  cosine: [
    node('Gemm', ['A', 'B'], ['G'], { transB: 1 }),
    node('Mul', ['G', 'aTerm'], ['D']),
    node('Mul', ['D', 'bTerm'], ['base']),
  ],
  linear: [node('Gemm', ['A', 'B'], ['base'], { transB: 1 })],
  polynomial: [node('Gemm', ['A', 'B'], ['base'], { transB: 1 })],
  sigmoid: [node('Gemm', ['A', 'B'], ['base'], { transB: 1 })],
};

const affineNodes = [node('Mul', ['base', 'gamma'], ['scaled']), node('Add', ['scaled', 'coef0'], ['Z'])];

/** From there to the kernel's values. */
const mapNodes: Readonly<Record<Kind, Nodes>> = {
  rbf: [node('Mul', ['base', 'gamma'], ['Z']), node('Exp', ['Z'], ['K'])],
  cosine: [node('Identity', ['base'], ['K'])],
  linear: [node('Identity', ['base'], ['K'])],
  polynomial: [...affineNodes, node('Pow', ['Z', 'degree'], ['K'])],
  sigmoid: [...affineNodes, node('Tanh', ['Z'], ['K'])],
};

const shapes: Readonly<Record<string, ModelSpec['inputs'][number]['shape']>> = {
  A: ['n', 'd'],
  B: ['m', 'd'],
  C: ['c', 'm'],
  base: ['n', 'm'],
  aTerm: ['n', 1],
  bTerm: ['m'],
  gamma: [1],
  coef0: [1],
  degree: [1],
};

/** Kernel values of every row of A with every row of B.
 * @returns float32, (A.rows, B.rows). Sums of float32 cancel: expect squared distances off by 1e-6 · (‖a‖² + ‖b‖²).
 * @throws {RangeError} If A and B differ in columns. */
export async function kernelMatrix(A: Matrix, B: Matrix, kernel: Kernel): Promise<Matrix> {
  checkSameCols(A, B);
  const { kind } = kernel;
  const feeds = { ...leftFeeds(A, kind), ...rightFeeds(B, kind), ...constants(kernel) };
  return matrix(A.rows, B.rows, await run(kind, 'K', [...baseNodes[kind], ...mapNodes[kind]], feeds));
}

/** What all kernels of a kind have in common: `kernelFromBase` makes the values of any of them of it.
 * @returns float32, (A.rows, B.rows).
 * @throws {RangeError} If A and B differ in columns. */
export async function kernelBase(A: Matrix, B: Matrix, kind: Kind): Promise<Matrix> {
  checkSameCols(A, B);
  const feeds = { ...leftFeeds(A, kind), ...rightFeeds(B, kind) };
  return matrix(A.rows, B.rows, await run(kind, 'base', baseNodes[kind], feeds));
}

/** Kernel values from the base of their kind; linear and cosine kernels are their base. */
export async function kernelFromBase(base: Matrix, kernel: Kernel): Promise<Matrix> {
  const { kind } = kernel;
  if (kind === 'linear' || kind === 'cosine') return base;
  const feeds = { base: tensorOf(base), ...constants(kernel) };
  return matrix(base.rows, base.cols, await run(kind, 'K', mapNodes[kind], feeds));
}

/** K · Cᵀ for several B, where K are the kernel values of A with B: they never leave the graph.
 * @param parts `B`, (m, d), m >= 1, and `C`, (c, m).
 * @returns float32, (A.rows, c), one per part.
 * @throws {RangeError} If A and a B differ in columns. */
export async function kernelProducts(
  A: Matrix,
  parts: readonly { readonly B: Matrix; readonly C: Matrix }[],
  kernel: Kernel,
): Promise<Matrix[]> {
  const { kind } = kernel;
  const nodes = [...baseNodes[kind], ...mapNodes[kind], node('Gemm', ['K', 'C'], ['P'], { transB: 1 })];
  const shared = { ...leftFeeds(A, kind), ...constants(kernel) };
  const products: Matrix[] = [];
  for (const { B, C } of parts) {
    checkSameCols(A, B);
    const feeds = { ...shared, ...rightFeeds(B, kind), C: tensorOf(C) };
    products.push(matrix(A.rows, C.rows, await run(kind, 'P', nodes, feeds)));
  }
  return products;
}

async function run(
  kind: Kind,
  output: string,
  nodes: Nodes,
  available: Readonly<Record<string, Tensor>>,
): Promise<Float32Array<ArrayBuffer>> {
  const names = Object.keys(available).filter((name) => nodes.some(({ input }) => input.includes(name)));
  const feeds = Object.fromEntries(names.map((name) => [name, available[name]!]));
  const inputs = names.map((name) => ({ name, shape: shapes[name]! }));
  const session = await sessionOf(`kernel/${kind}/${output}/${names.join()}`, {
    inputs,
    outputs: [output],
    nodes,
  });
  return (await session.run(feeds))[output]!.data as Float32Array<ArrayBuffer>;
}

function leftFeeds(A: Matrix, kind: Kind): Record<string, Tensor> {
  return { A: tensorOf(A), ...(takesNorms(kind) && { aTerm: float32(normTerms(A, kind), [A.rows, 1]) }) };
}

function rightFeeds(B: Matrix, kind: Kind): Record<string, Tensor> {
  return { B: tensorOf(B), ...(takesNorms(kind) && { bTerm: float32(normTerms(B, kind), [B.rows]) }) };
}

const takesNorms = (kind: Kind) => kind === 'rbf' || kind === 'cosine';

/** Squared lengths of the rows, or for cosines 1 / length. */
function normTerms(X: Matrix, kind: Kind): Float32Array {
  const norms = Float32Array.from(squaredNorms(X));
  if (kind === 'cosine') for (let i = 0; i < norms.length; i++) norms[i] &&= norms[i]! ** -0.5;
  return norms;
}

function constants({ kind, gamma, degree, coef0 }: Kernel): Record<string, Tensor> {
  return {
    gamma: float32(Float32Array.of(kind === 'rbf' ? -gamma : gamma), [1]),
    degree: float32(Float32Array.of(degree), [1]),
    coef0: float32(Float32Array.of(coef0), [1]),
  };
}

function float32(data: Float32Array, dims: readonly number[]): Tensor {
  return { type: 'float32', data, dims };
}
