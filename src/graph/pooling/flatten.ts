import { node } from '../onnx/builder.ts';
import type { PoolingRule } from './types.ts';

/** Every value at every position, in the graph's own (NCHW) order. */
export const flatten: PoolingRule = {
  id: 'flatten',
  requires: 'have the same size for every sample',
  size: (shape) =>
    shape.some((length) => length < 0) ? undefined : shape.reduce((product, length) => product * length, 1),
  nodes: ({ name }, output) => [node('Flatten', [name], [output], { axis: 1 })],
};
