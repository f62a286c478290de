import { node, scalar } from '../onnx/builder.ts';
import type { OnnxNode } from '../onnx/types.ts';
import type { PooledLayer } from './types.ts';

/** Far below every activation, and far enough from the edge of float32 that adding one to it stays finite. */
const LOWEST = -1e38;

/** Channels of maps (C, H, W, …), or width of tokens (T, D). */
export function channelsOf(shape: readonly number[]): number {
  return shape.length === 2 ? shape[1]! : shape[0]!;
}

/** Nodes for the mean over all positions that count, (N, channels). */
export function meanNodes(layer: PooledLayer, output: string): OnnxNode[] {
  const { name, mask } = layer;
  if (mask === undefined) return globalPool('GlobalAveragePool', layer, output);
  const at = (part: string) => `${output}::${part}`;
  return [
    node('MatMul', [mask, name], [at('sum')]),
    node('Transpose', [mask], [at('column')], { perm: [0, 2, 1] }),
    // Of zeros and ones, the sum of squares is the count.
    node('MatMul', [mask, at('column')], [at('count')]),
    node('Div', [at('sum'), at('count')], [at('mean')]),
    node('Flatten', [at('mean')], [output], { axis: 1 }),
  ];
}

/** Nodes for the greatest value over all positions that count, (N, channels). */
export function maxNodes(layer: PooledLayer, output: string): OnnxNode[] {
  const { name, mask } = layer;
  if (mask === undefined) return globalPool('GlobalMaxPool', layer, output);
  const at = (part: string) => `${output}::${part}`;
  return [
    node('Transpose', [mask], [at('column')], { perm: [0, 2, 1] }),
    node('Constant', [], [at('lowest')], { value: scalar(at('lowest'), LOWEST) }),
    node('Constant', [], [at('one')], { value: scalar(at('one'), 1) }),
    node('Sub', [at('one'), at('column')], [at('padding')]),
    node('Mul', [at('padding'), at('lowest')], [at('penalty')]),
    node('Add', [name, at('penalty')], [at('real')]),
    ...globalPool('GlobalMaxPool', { ...layer, name: at('real') }, output),
  ];
}

function globalPool(opType: string, { name, shape }: PooledLayer, output: string): OnnxNode[] {
  const turned = `${output}::channels-first`;
  const pooled = `${output}::pooled`;
  const tokens = shape.length === 2;
  return [
    ...(tokens ? [node('Transpose', [name], [turned], { perm: [0, 2, 1] })] : []),
    node(opType, [tokens ? turned : name], [pooled]),
    node('Flatten', [pooled], [output], { axis: 1 }),
  ];
}
