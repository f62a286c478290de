import { convertedAxis } from '../tfjs/layout.ts';
import type { Activation } from '../tfjs/types.ts';
import { type LayerCall, part } from './layer-call.ts';
import { layerRefusal } from './options.ts';

/** Keras activations that are one ONNX operator. */
const operators: Readonly<Record<string, string>> = {
  elu: 'Elu',
  hard_sigmoid: 'HardSigmoid',
  relu: 'Relu',
  selu: 'Selu',
  sigmoid: 'Sigmoid',
  softplus: 'Softplus',
  softsign: 'Softsign',
  tanh: 'Tanh',
};

const composed = ['linear', 'mish', 'relu6', 'silu', 'softmax', 'swish'];

/** Apply an activation by its Keras name, `hardSigmoid` and `hard_sigmoid` alike.
 * @param x tensor to apply it to.
 * @returns the name of the result, `output`. */
export function activate(call: LayerCall, kind: string, x: string, rank: number, output: string): string {
  const { graph } = call;
  const name = kind.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const operator = operators[name];
  if (operator !== undefined) return graph.add(operator, [x], output);
  switch (name) {
    case 'linear':
      return graph.add('Identity', [x], output);
    case 'relu6':
      return graph.add('Clip', [x, graph.scalar(0), graph.scalar(6)], output);
    case 'softmax':
      return graph.add('Softmax', [x], output, { axis: convertedAxis(-1, rank) });
    case 'silu':
    case 'swish':
      return graph.add('Mul', [x, graph.add('Sigmoid', [x], part(call, 'sigmoid'))], output);
    case 'mish': {
      const softplus = graph.add('Softplus', [x], part(call, 'softplus'));
      return graph.add('Mul', [x, graph.add('Tanh', [softplus], part(call, 'tanh'))], output);
    }
    default: {
      const known = [...Object.keys(operators), ...composed].sort().join(', ');
      throw layerRefusal(call, `its activation must be one of ${known}`, kind);
    }
  }
}

/** Finish a layer that may have an activation of its own.
 * @param make adds the layer's operation, with the given name for its result. */
export function withActivation(call: LayerCall, make: (name: string) => Activation): Activation {
  const kind = call.options.string('activation', 'linear');
  if (kind === 'linear') return make(call.tensor);
  const linear = make(part(call, 'linear'));
  activate(call, kind, linear.name, linear.rank, call.tensor);
  return { ...linear, name: call.tensor };
}
