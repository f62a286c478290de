import { type Matrix, matrix } from '../core/index.ts';
import type { Tensor } from '../runtime/index.ts';
import { lossGraph } from './loss-graph.ts';
import { tensorOf } from './operand.ts';
import { sessionOf } from './session.ts';
import { transposedProduct } from './transposed.ts';
import type { EvaluationRequest, LinearProblem, LinearProblems, LossId } from './types.ts';

/** Scores computed at a time, which bounds the memory of a wide product: 16 MB of float32 for each of its steps. */
const MAX_SCORES = 4_000_000;

/** Linear problems in one ONNX graph, as many side by side as are asked for. */
export function graphProblems(loss: LossId, X: Matrix, problems: readonly LinearProblem[]): LinearProblems {
  const isWeighted = problems.some(({ weights }) => weights !== undefined);
  const transposed = transposedProduct(X);
  const graph = lossGraph(loss, isWeighted, transposed);
  const nOutputs = problems[0]!.targets.cols;
  const shared = { X: tensorOf(X), ...transposed.feeds };
  const atOnce = Math.max(1, Math.floor(MAX_SCORES / (X.rows * nOutputs)));
  let bundles = new Map<string, Bundle>();
  const bundleOf = (requests: readonly EvaluationRequest[], used: Map<string, Bundle>): Bundle => {
    const key = requests.map(({ problem }) => problem).join();
    const asked = requests.map(({ problem }) => problems[problem]!);
    const bundle = bundles.get(key) ?? createBundle(X.cols, asked, isWeighted);
    used.set(key, bundle);
    return bundle;
  };
  return {
    count: problems.length,
    nFeatures: X.cols,
    nOutputs,
    evaluate: async (requests) => {
      const session = await sessionOf(`${loss}/${isWeighted}/${transposed.id}`, graph);
      const losses = new Float64Array(requests.length);
      const used = new Map<string, Bundle>();
      for (let from = 0; from < requests.length; from += atOnce) {
        const together = requests.slice(from, from + atOnce);
        const bundle = bundleOf(together, used);
        const { V, b } = bundle;
        together.forEach(({ parameters }, p) => {
          interleave(parameters, V.data, b.data, nOutputs, p, together.length);
        });
        const outputs = await session.run({ ...shared, ...bundle });
        const perSample = (outputs.weightedLoss ?? outputs.loss)!.data as Float32Array;
        const [dV, db] = [outputs.dV!.data as Float32Array, outputs.db!.data as Float32Array];
        together.forEach(({ gradient }, p) => {
          losses[from + p] = sumOf(perSample, p, together.length);
          separate(dV, db, gradient, nOutputs, p, together.length);
        });
      }
      bundles = used;
      return losses;
    },
  };
}

/** The inputs that belong to a choice of problems, p of them. */
type Bundle = {
  readonly T: Tensor;
  readonly V: FloatTensor;
  readonly b: FloatTensor;
  readonly apart: Tensor;
  readonly W?: Tensor;
};
type FloatTensor = Tensor & { readonly data: Float32Array };

function createBundle(nFeatures: number, problems: readonly LinearProblem[], isWeighted: boolean): Bundle {
  const count = problems.length;
  const { rows: nSamples, cols: nOutputs } = problems[0]!.targets;
  const width = count * nOutputs;
  return {
    T: targetsOf(problems),
    V: floats(new Float32Array(nFeatures * width), [nFeatures, width]),
    b: floats(new Float32Array(width), [width]),
    apart: { type: 'int64', data: BigInt64Array.from([nSamples, count, nOutputs], BigInt), dims: [3] },
    ...(isWeighted && { W: floats(weightsOf(problems, nSamples), [nSamples, count, 1]) }),
  };
}

function floats(data: Float32Array, dims: readonly number[]): FloatTensor {
  return { type: 'float32', data, dims };
}

/** Targets side by side, once only where all problems have the same. */
function targetsOf(problems: readonly LinearProblem[]): Tensor {
  const { targets } = problems[0]!;
  const { rows, cols } = targets;
  if (problems.every((problem) => problem.targets === targets)) {
    return floats(targets.data, [rows, 1, cols]);
  }
  const all = matrix(rows, problems.length * cols);
  problems.forEach((problem, p) => {
    for (let i = 0; i < rows; i++) {
      all.data.set(problem.targets.data.subarray(i * cols, (i + 1) * cols), i * all.cols + p * cols);
    }
  });
  return floats(all.data, [rows, problems.length, cols]);
}

function weightsOf(problems: readonly LinearProblem[], nSamples: number): Float32Array {
  const all = new Float32Array(nSamples * problems.length);
  problems.forEach(({ weights }, p) => {
    for (let i = 0; i < nSamples; i++) all[i * problems.length + p] = weights?.[i] ?? 1;
  });
  return all;
}

/** Write the parameters of problem p of `count` into its columns of V and b. */
function interleave(
  parameters: Float64Array,
  V: Float32Array,
  b: Float32Array,
  nOutputs: number,
  p: number,
  count: number,
): void {
  if (count === 1) {
    V.set(parameters.subarray(0, V.length));
    b.set(parameters.subarray(V.length));
    return;
  }
  const width = count * nOutputs;
  let at = 0;
  for (let row = p * nOutputs; row < V.length; row += width) {
    for (let k = 0; k < nOutputs; k++) V[row + k] = parameters[at++]!;
  }
  for (let k = 0; k < nOutputs; k++) b[p * nOutputs + k] = parameters[at++]!;
}

/** Read the gradient of problem p of `count` from its columns. */
function separate(
  dV: Float32Array,
  db: Float32Array,
  gradient: Float64Array,
  nOutputs: number,
  p: number,
  count: number,
): void {
  if (count === 1) {
    gradient.set(dV);
    gradient.set(db, dV.length);
    return;
  }
  const width = count * nOutputs;
  let at = 0;
  for (let row = p * nOutputs; row < dV.length; row += width) {
    for (let k = 0; k < nOutputs; k++) gradient[at++] = dV[row + k]!;
  }
  for (let k = 0; k < nOutputs; k++) gradient[at++] = db[p * nOutputs + k]!;
}

/** Sum of one column of `count`, accumulated in float64. */
function sumOf(values: Float32Array, column: number, count: number): number {
  let total = 0;
  for (let i = column; i < values.length; i += count) total += values[i]!;
  return total;
}
