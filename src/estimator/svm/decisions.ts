import { type Matrix, matrix } from '../../core/index.ts';
import { kernelProducts, product } from '../../linalg/index.ts';
import type { SvmKernel } from './kernel.ts';

/** What the decision functions are made of. */
export interface DecisionFields {
  readonly kernel: SvmKernel;
  /** Class ids that had samples, ascending; k of them. */
  readonly classes: Int32Array;
  /** The rows of X that support the model, grouped by class: int32, (nSupport,). */
  readonly support: Int32Array;
  /** Those rows, float32, (nSupport, nFeatures); no columns with a precomputed kernel. */
  readonly supportVectors: Matrix;
  /** Support vectors per present class, (k,). */
  readonly supportCounts: Int32Array;
  /** float32, (k − 1, nSupport): for a support vector of class i, row r belongs to the pair with the r-th other class. */
  readonly coefficients: Matrix;
  /** float64, one per pair (0,1), (0,2), …, (1,2), …. */
  readonly intercepts: Float64Array;
}

/** Decision values of all pairs, some rows of X at a time: `block` is those of the rows from `from` on. */
export type DecisionBlocks = (X: Matrix) => AsyncGenerator<{ readonly from: number; readonly block: Matrix }>;

/** Kernel and decision values held at a time: 16 MB of float32 each. */
const BLOCK_VALUES = 4_000_000;

/** The support vectors of one class and their coefficients, (k − 1, m). */
interface ClassPart {
  readonly c: number;
  readonly B: Matrix;
  readonly C: Matrix;
  readonly support: Int32Array;
}

/** Make the function that computes the decision values of a model: for each class one product of the kernel values of its
 * support vectors with their coefficients, (nSamples, k − 1); two of them are summed for each pair. */
export function decisionBlocks(fields: DecisionFields): DecisionBlocks {
  const k = fields.classes.length;
  const parts = classParts(fields);
  const widest = Math.max(k * k, ...parts.map(({ B }) => B.rows));
  const blockRows = Math.max(1, Math.floor(BLOCK_VALUES / widest));
  return async function* (X) {
    if (k === 1) return;
    for (let from = 0; from < X.rows; from += blockRows) {
      const rows = Math.min(blockRows, X.rows - from);
      const data = X.data.subarray(from * X.cols, (from + rows) * X.cols);
      const products = await productsOf({ rows, cols: X.cols, data }, parts, fields.kernel);
      yield { from, block: sumPairs(rows, products, fields.intercepts, k) };
    }
  };
}

function classParts({ supportCounts, supportVectors, support, coefficients }: DecisionFields): ClassPart[] {
  const { cols } = supportVectors;
  const parts: ClassPart[] = [];
  let from = 0;
  supportCounts.forEach((rows, c) => {
    const to = from + rows;
    const C = matrix(coefficients.rows, rows);
    for (let r = 0; r < C.rows; r++) {
      C.data.set(
        coefficients.data.subarray(r * coefficients.cols + from, r * coefficients.cols + to),
        r * rows,
      );
    }
    const B = { rows, cols, data: supportVectors.data.subarray(from * cols, to * cols) };
    if (rows > 0) parts.push({ c, B, C, support: support.subarray(from, to) });
    from = to;
  });
  return parts;
}

/** By class; undefined where a class has no support vectors. */
async function productsOf(X: Matrix, parts: readonly ClassPart[], kernel: SvmKernel): Promise<Matrix[]> {
  const { kind } = kernel;
  const products =
    kind === 'precomputed'
      ? await precomputedProducts(X, parts)
      : await kernelProducts(X, parts, { ...kernel, kind });
  const byClass: Matrix[] = [];
  parts.forEach(({ c }, p) => {
    byClass[c] = products[p]!;
  });
  return byClass;
}

/** The kernel values are those columns of X that belong to the support vectors. */
async function precomputedProducts(X: Matrix, parts: readonly ClassPart[]): Promise<Matrix[]> {
  const products: Matrix[] = [];
  for (const { C, support } of parts) {
    const K = matrix(X.rows, support.length);
    for (let i = 0; i < X.rows; i++) {
      for (let t = 0; t < support.length; t++) K.data[i * K.cols + t] = X.data[i * X.cols + support[t]!]!;
    }
    products.push(await product(K, C));
  }
  return products;
}

function sumPairs(rows: number, products: readonly Matrix[], intercepts: Float64Array, k: number): Matrix {
  const decisions = matrix(rows, intercepts.length);
  let pair = 0;
  for (let i = 0; i < k; i++) {
    for (let j = i + 1; j < k; j++) {
      const [ofI, ofJ] = [products[i]?.data, products[j]?.data];
      for (let row = 0; row < rows; row++) {
        const at = row * (k - 1);
        decisions.data[row * decisions.cols + pair] =
          (ofI === undefined ? 0 : ofI[at + j - 1]!) +
          (ofJ === undefined ? 0 : ofJ[at + i]!) +
          intercepts[pair]!;
      }
      pair++;
    }
  }
  return decisions;
}
