import { inTensorflowOrder } from '../../tfjs/graph-writer.ts';
import {
  addOperator,
  constant,
  inputOf,
  type LayerConverter,
  part,
  requireChannelsLast,
  result,
} from '../layer-call.ts';
import { layerRefusal } from '../options.ts';

/** Flatten: all values of a sample, channels last. */
export const convertFlatten: LayerConverter = (call) => {
  requireChannelsLast(call);
  const { graph } = call;
  graph.add('Flatten', [inTensorflowOrder(inputOf(call), graph)], call.tensor, { axis: 1 });
  return result(call, 2);
};

/** Reshape: to a shape in which at most one length may be left open. */
export const convertReshape: LayerConverter = (call) => {
  const lengths = call.options.numbers('target_shape').map((length) => (length < 1 ? -1 : length));
  if (lengths.length === 0 || lengths.filter((length) => length < 0).length > 1) {
    throw layerRefusal(
      call,
      'target_shape must leave at most one length open',
      lengths.join(', ') || 'empty',
    );
  }
  // In ONNX 0 stands for the length that is there.
  const shape = constant(part(call, 'shape'), [lengths.length + 1], Int32Array.of(0, ...lengths));
  return addOperator(call, 'Reshape', [inputOf(call), shape], call.tensor);
};

/** Permute: the axes of a sample in another order, counted from 1. */
export const convertPermute: LayerConverter = (call) => {
  const input = inputOf(call);
  const dims = call.options.numbers('dims');
  const sorted = [...dims].sort((a, b) => a - b);
  if (dims.length !== input.rank - 1 || sorted.some((dim, i) => dim !== i + 1)) {
    throw layerRefusal(call, `dims must order the axes 1…${input.rank - 1}`, dims.join(', ') || 'empty');
  }
  const order = constant(part(call, 'order'), [input.rank], Int32Array.of(0, ...dims));
  return addOperator(call, 'Transpose', [input, order], call.tensor);
};
