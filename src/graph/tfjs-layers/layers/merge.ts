import { convertedAxis } from '../../tfjs/layout.ts';
import type { Activation } from '../../tfjs/types.ts';
import { type LayerCall, type LayerConverter, part, result } from '../layer-call.ts';
import { layerRefusal } from '../options.ts';

/** Keras layers that ONNX computes of any number of tensors at once. */
const operators: Readonly<Record<string, string>> = {
  Add: 'Sum',
  Average: 'Mean',
  Maximum: 'Max',
  Minimum: 'Min',
};

/** Add, Average, Maximum, Minimum, Multiply and Subtract: tensors of one rank, value by value. */
export const convertMerge: LayerConverter = (call) => {
  const [first, ...others] = inputsOf(call);
  const operator = operators[call.className];
  if (operator !== undefined) {
    const names = [first, ...others].map(({ name }) => name);
    // A sum of two is an Add, by which residual blocks are known.
    const plain = operator === 'Sum' && others.length === 1 ? 'Add' : operator;
    call.graph.add(plain, names, call.tensor);
    return result(call, first.rank);
  }
  others.reduce((product, { name }, i) => {
    const output = i === others.length - 1 ? call.tensor : part(call, `product_${i}`);
    return call.graph.add(call.className === 'Multiply' ? 'Mul' : 'Sub', [product, name], output);
  }, first.name);
  return result(call, first.rank);
};

/** Concatenate along one axis. */
export const convertConcatenate: LayerConverter = (call) => {
  const inputs = inputsOf(call);
  const rank = inputs[0].rank;
  const axis = convertedAxis(call.options.number('axis', -1), rank);
  const names = inputs.map(({ name }) => name);
  call.graph.add('Concat', names, call.tensor, { axis });
  return result(call, rank);
};

function inputsOf(call: LayerCall): readonly [Activation, ...Activation[]] {
  const [first, ...others] = call.inputs;
  const ranks = call.inputs.map(({ rank }) => rank);
  const tooMany = call.className === 'Subtract' && others.length > 1;
  if (first === undefined || others.length === 0 || tooMany || ranks.some((rank) => rank !== first.rank)) {
    const rule = `it must read ${call.className === 'Subtract' ? 'two' : 'several'} tensors of one rank`;
    throw layerRefusal(call, rule, ranks.length === 0 ? 'none' : `ranks ${ranks.join(', ')}`);
  }
  return [first, ...others];
}
