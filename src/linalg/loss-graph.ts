import { int64s, type ModelSpec, node, scalar } from '../graph/index.ts';
import type { TransposedProduct } from './transposed.ts';
import type { LossId } from './types.ts';

/** From scores Z and targets T, both (n, p, k) for p problems: the loss of each sample, (n, p, 1), and
 * R = ∂loss/∂Z, (n, p, k).
 *
 * Softmax: with sⱼ = zⱼ − z_class and m the greatest s of another class, E = exp(s − m) over the other classes,
 * loss = log(1 + exp(m)·ΣE), and R = E / (ΣE + exp(−m)), for the class −ΣE / (ΣE + exp(−m)). All keep their relative
 * precision where a sample is classified well; −log p and p − 1 would lose it in float32. */
const lossNodes: Readonly<Record<LossId, ModelSpec['nodes']>> = {
  softmax: [
    node('Mul', ['Z', 'T'], ['zMasked']),
    node('ReduceSum', ['zMasked', 'outputs'], ['zOfClass'], { keepdims: 1 }),
    node('Sub', ['Z', 'zOfClass'], ['s']),
    node('Mul', ['T', 'farBelow'], ['mask']),
    node('Add', ['s', 'mask'], ['sOfOthers']),
    node('ReduceMax', ['sOfOthers'], ['m'], { axes: [2], keepdims: 1 }),
    node('Sub', ['sOfOthers', 'm'], ['exponent']),
    node('Exp', ['exponent'], ['EOrOne']),
    node('Sub', ['one', 'T'], ['others']),
    node('Mul', ['EOrOne', 'others'], ['E']),
    node('ReduceSum', ['E', 'outputs'], ['sumE'], { keepdims: 1 }),
    node('Log', ['sumE'], ['logSumE']),
    node('Add', ['logSumE', 'm'], ['excess']),
    node('Softplus', ['excess'], ['loss']),
    node('Mul', ['T', 'sumE'], ['sumEOfClass']),
    node('Sub', ['E', 'sumEOfClass'], ['numerator']),
    node('Neg', ['m'], ['minusM']),
    node('Exp', ['minusM'], ['expMinusM']),
    node('Add', ['sumE', 'expMinusM'], ['denominator']),
    node('Div', ['numerator', 'denominator'], ['R']),
  ],
  logistic: [
    node('Mul', ['Z', 'T'], ['margin']),
    node('Neg', ['margin'], ['negativeMargin']),
    node('Softplus', ['negativeMargin'], ['losses']),
    node('ReduceSum', ['losses', 'outputs'], ['loss'], { keepdims: 1 }),
    node('Sigmoid', ['negativeMargin'], ['pWrong']),
    node('Mul', ['pWrong', 'T'], ['negativeR']),
    node('Neg', ['negativeR'], ['R']),
  ],
  'squared-hinge': [
    node('Mul', ['Z', 'T'], ['margin']),
    node('Sub', ['one', 'margin'], ['distance']),
    node('Relu', ['distance'], ['slack']),
    node('ReduceSumSquare', ['slack'], ['loss'], { axes: [2], keepdims: 1 }),
    node('Mul', ['slack', 'T'], ['signedSlack']),
    node('Mul', ['signedSlack', 'minusTwo'], ['R']),
  ],
};

/** The losses and gradients of p problems with k outputs on the same X: V and b hold them side by side. */
export function lossGraph(loss: LossId, isWeighted: boolean, transposed: TransposedProduct): ModelSpec {
  return {
    inputs: [
      { name: 'X', shape: ['n', 'd'] },
      ...transposed.inputs,
      { name: 'T', shape: ['n', 'p or 1', 'k'] },
      { name: 'V', shape: ['d', 'p times k'] },
      { name: 'b', shape: ['p times k'] },
      { name: 'apart', type: 'int64', shape: [3] },
      ...(isWeighted ? [{ name: 'W', shape: ['n', 'p', 1] }] : []),
    ],
    outputs: [isWeighted ? 'weightedLoss' : 'loss', 'dV', 'db'],
    nodes: [
      node('Gemm', ['X', 'V', 'b'], ['scores']),
      node('Reshape', ['scores', 'apart'], ['Z']),
      ...lossNodes[loss],
      ...(isWeighted
        ? [node('Mul', ['loss', 'W'], ['weightedLoss']), node('Mul', ['R', 'W'], ['weightedR'])]
        : []),
      node('Reshape', [isWeighted ? 'weightedR' : 'R', 'sideBySide'], ['residuals']),
      ...transposed.nodes('residuals', 'dV'),
      node('ReduceSum', ['residuals', 'samples'], ['db'], { keepdims: 0 }),
    ],
    initializers: [
      ...transposed.initializers,
      int64s('samples', [0]),
      int64s('outputs', [2]),
      int64s('sideBySide', [0, -1]),
      scalar('one', 1),
      scalar('minusTwo', -2),
      scalar('farBelow', -1e30),
    ],
  };
}
