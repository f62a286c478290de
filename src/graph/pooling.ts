import { node } from './onnx/builder.ts';
import type { OnnxNode } from './onnx/types.ts';
import type { Pooling } from './types.ts';

/** Every pooling, in the order users see them. */
export const poolings: readonly Pooling[] = ['mean', 'max', 'mean+max', 'flatten'];

/** Length of a layer's vector under a pooling: maps (C, H, W) give C per statistic, tokens (T, D) give D, and a vector
 * (D,) passes as it is.
 * @param shape without the batch dimension. */
export function pooledSize(shape: readonly number[], pooling: Pooling): number {
  if (pooling === 'flatten') return shape.reduce((product, length) => product * length, 1);
  if (shape.length === 1) return shape[0]!;
  const channels = shape.length === 2 ? shape[1]! : shape[0]!;
  return pooling === 'mean+max' ? 2 * channels : channels;
}

/** Nodes that pool a layer into (N, pooledSize); all of them mean the same in every version of the operator set.
 * @param rank dimensions of the layer, the batch included.
 * @param output name of the pooled tensor. */
export function poolingNodes(layer: string, rank: number, pooling: Pooling, output: string): OnnxNode[] {
  if (rank === 2) return [node('Identity', [layer], [output])];
  if (pooling === 'flatten') return [node('Flatten', [layer], [output], { axis: 1 })];
  const turned = `${output}::channels-first`;
  const channelsFirst = rank === 3 ? turned : layer;
  const turn = rank === 3 ? [node('Transpose', [layer], [turned], { perm: [0, 2, 1] })] : [];
  const reduce = (opType: string, name: string) => [
    node(opType, [channelsFirst], [`${name}::pooled`]),
    node('Flatten', [`${name}::pooled`], [name], { axis: 1 }),
  ];
  switch (pooling) {
    case 'mean':
      return [...turn, ...reduce('GlobalAveragePool', output)];
    case 'max':
      return [...turn, ...reduce('GlobalMaxPool', output)];
    case 'mean+max':
      return [
        ...turn,
        ...reduce('GlobalAveragePool', `${output}::mean`),
        ...reduce('GlobalMaxPool', `${output}::max`),
        node('Concat', [`${output}::mean`, `${output}::max`], [output], { axis: 1 }),
      ];
  }
}
