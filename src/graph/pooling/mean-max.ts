import { node } from '../onnx/builder.ts';
import { channelsOf, maxNodes, meanNodes } from './statistics.ts';
import type { PoolingRule } from './types.ts';

/** The mean, then the greatest value: two per channel. */
export const meanMax: PoolingRule = {
  id: 'mean+max',
  requires: 'hold maps or tokens',
  size: (shape) => 2 * channelsOf(shape),
  nodes: (layer, output) => [
    ...meanNodes(layer, `${output}::mean`),
    ...maxNodes(layer, `${output}::max`),
    node('Concat', [`${output}::mean`, `${output}::max`], [output], { axis: 1 }),
  ],
};
