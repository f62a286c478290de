import type { Matrix } from '../core/index.ts';
import { int64s, type ModelSpec, node, scalar } from '../graph/index.ts';
import type { Tensor } from '../runtime/index.ts';
import { sum } from './blocked.ts';
import { matrixOf, tensorOf } from './operand.ts';
import { sessionOf } from './session.ts';
import { transpose } from './transpose.ts';
import type { Operand } from './types.ts';

/** The loss of a linear model Z = X·V + b, summed over samples, with its gradient, in one pass over X.
 * Parameters are one float64 vector: V row-major, shape (nFeatures, nOutputs), then b, shape (nOutputs,). */
export interface LinearObjective {
  readonly nFeatures: number;
  readonly nOutputs: number;
  /** Length of the parameter vector: (nFeatures + 1) · nOutputs. */
  readonly size: number;
  /** @param gradient receives the gradient, shape (size,).
   * @returns the loss: per sample in float32, summed in float64. */
  evaluate(parameters: Float64Array, gradient: Float64Array): Promise<number>;
}

/** Multinomial cross-entropy: −log softmax(z)[class].
 * @param targets one-hot, float32, (nSamples, nOutputs). */
export function softmaxObjective(X: Operand, targets: Matrix): LinearObjective {
  return linearObjective('softmax', softmaxNodes, X, targets);
}

/** Log loss of one logit: log(1 + exp(−s·z)).
 * @param signs s ∈ {−1, 1}, float32, (nSamples, 1). */
export function logisticObjective(X: Operand, signs: Matrix): LinearObjective {
  return linearObjective('logistic', logisticNodes, X, signs);
}

/** Squared hinge: max(0, 1 − s·z)², summed over the outputs, which are as many independent problems.
 * @param signs s ∈ {−1, 1}, float32, (nSamples, nOutputs). */
export function squaredHingeObjective(X: Operand, signs: Matrix): LinearObjective {
  return linearObjective('squared-hinge', squaredHingeNodes, X, signs);
}

/** From scores Z and targets T, both (n, k): the loss of each sample, (n,), and R = ∂loss/∂Z, (n, k).
 * log(1 + Σ exp(z_j − z_class)) and the sum of the other classes' probabilities keep their relative precision where a
 * sample is classified well; −log p and p − 1 would lose it in float32. */
const softmaxNodes = [
  node('Mul', ['Z', 'T'], ['zMasked']),
  node('ReduceSum', ['zMasked', 'columns'], ['zOfClass'], { keepdims: 0 }),
  node('Mul', ['T', 'farBelow'], ['mask']),
  node('Add', ['Z', 'mask'], ['zOfOthers']),
  node('ReduceLogSumExp', ['zOfOthers'], ['logOthers'], { axes: [1], keepdims: 0 }),
  node('Sub', ['logOthers', 'zOfClass'], ['excess']),
  node('Softplus', ['excess'], ['loss']),
  node('Softmax', ['Z'], ['P'], { axis: 1 }),
  node('Sub', ['one', 'T'], ['others']),
  node('Mul', ['P', 'others'], ['pOfOthers']),
  node('ReduceSum', ['pOfOthers', 'columns'], ['pWrong'], { keepdims: 1 }),
  node('Mul', ['T', 'pWrong'], ['pWrongOfClass']),
  node('Sub', ['pOfOthers', 'pWrongOfClass'], ['R']),
];

const logisticNodes = [
  node('Mul', ['Z', 'T'], ['margin']),
  node('Neg', ['margin'], ['negativeMargin']),
  node('Softplus', ['negativeMargin'], ['losses']),
  node('ReduceSum', ['losses', 'columns'], ['loss'], { keepdims: 0 }),
  node('Sigmoid', ['negativeMargin'], ['pWrong']),
  node('Mul', ['pWrong', 'T'], ['negativeR']),
  node('Neg', ['negativeR'], ['R']),
];

const squaredHingeNodes = [
  node('Mul', ['Z', 'T'], ['margin']),
  node('Sub', ['one', 'margin'], ['distance']),
  node('Relu', ['distance'], ['slack']),
  node('ReduceSumSquare', ['slack'], ['loss'], { axes: [1], keepdims: 0 }),
  node('Mul', ['slack', 'T'], ['signedSlack']),
  node('Mul', ['signedSlack', 'minusTwo'], ['R']),
];

/** Xᵀ is an input beside X: with both products in row-major order the gradient takes half the time it takes from X
 * alone, at the price of a second copy. */
function objectiveGraph(lossNodes: ModelSpec['nodes']): ModelSpec {
  return {
    inputs: [
      { name: 'X', shape: ['n', 'd'] },
      { name: 'Xt', shape: ['d', 'n'] },
      { name: 'T', shape: ['n', 'k'] },
      { name: 'V', shape: ['d', 'k'] },
      { name: 'b', shape: ['k'] },
    ],
    outputs: ['loss', 'dV', 'db'],
    nodes: [
      node('Gemm', ['X', 'V', 'b'], ['Z']),
      ...lossNodes,
      node('Gemm', ['Xt', 'R'], ['dV']),
      node('ReduceSum', ['R', 'rows'], ['db'], { keepdims: 0 }),
    ],
    initializers: [
      int64s('rows', [0]),
      int64s('columns', [1]),
      scalar('one', 1),
      scalar('minusTwo', -2),
      scalar('farBelow', -1e30),
    ],
  };
}

function linearObjective(
  id: string,
  lossNodes: ModelSpec['nodes'],
  operand: Operand,
  targets: Matrix,
): LinearObjective {
  const X = matrixOf(operand);
  const nFeatures = X.cols;
  const nOutputs = targets.cols;
  const V: Tensor = {
    type: 'float32',
    data: new Float32Array(nFeatures * nOutputs),
    dims: [nFeatures, nOutputs],
  };
  const b: Tensor = { type: 'float32', data: new Float32Array(nOutputs), dims: [nOutputs] };
  const graph = objectiveGraph(lossNodes);
  const feeds = { X: tensorOf(X), Xt: tensorOf(transpose(X)), T: tensorOf(targets), V, b };
  return {
    nFeatures,
    nOutputs,
    size: V.data.length + b.data.length,
    evaluate: async (parameters, gradient) => {
      (V.data as Float32Array).set(parameters.subarray(0, V.data.length));
      (b.data as Float32Array).set(parameters.subarray(V.data.length));
      const session = await sessionOf(id, graph);
      const { loss, dV, db } = await session.run(feeds);
      gradient.set(dV!.data as Float32Array);
      gradient.set(db!.data as Float32Array, V.data.length);
      return sum(loss!.data as Float32Array);
    },
  };
}
