import { node } from '../onnx/builder.ts';
import { maxNodes } from './statistics.ts';
import type { PoolingRule } from './types.ts';

/** The greatest value of the whole map, then of its quarters: C values, then four per channel (top left, top right,
 * bottom left, bottom right). Where a side is odd the quarters share its middle row, as in torch's AdaptiveMaxPool2d.
 * Source: He et al., Spatial Pyramid Pooling in Deep Convolutional Networks, ECCV (2014) §2.2, levels 1×1 and 2×2. */
export const spatialPyramid: PoolingRule = {
  id: 'spatial-pyramid',
  requires: 'hold maps of at least 2×2 positions',
  size: (shape) => (shape.length === 3 && shape[1]! > 1 && shape[2]! > 1 ? 5 * shape[0]! : undefined),
  nodes: (layer, output) => {
    const at = (part: string) => `${output}::${part}`;
    const sides = layer.shape.slice(1);
    return [
      ...maxNodes(layer, at('whole')),
      node('MaxPool', [layer.name], [at('cells')], {
        kernel_shape: sides.map((side) => Math.ceil(side / 2)),
        strides: sides.map((side) => Math.floor(side / 2)),
      }),
      node('Flatten', [at('cells')], [at('quarters')], { axis: 1 }),
      node('Concat', [at('whole'), at('quarters')], [output], { axis: 1 }),
    ];
  },
};
