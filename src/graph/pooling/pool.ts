import { BackboneError } from '../../core/index.ts';
import { node } from '../onnx/builder.ts';
import type { OnnxNode } from '../onnx/types.ts';
import type { Layer, Pooling } from '../types.ts';
import { poolingRules } from './registry.ts';
import type { PooledLayer } from './types.ts';

/** Every pooling, in the order users see them. */
export const poolings: readonly Pooling[] = poolingRules.entries.map(({ id }) => id);

/** Length of a layer's vector under a pooling: maps (C, H, W) give C per statistic, tokens (T, D) give D, and a vector
 * (D,) passes as it is.
 * @throws {BackboneError} If the layer is not what the pooling requires. */
export function pooledSize({ name, shape }: Pick<Layer, 'name' | 'shape'>, pooling: Pooling): number {
  if (shape.length === 1) return shape[0]!;
  const rule = poolingRules.get(pooling);
  const size = rule.size(shape);
  if (size === undefined) {
    const seen = shape.map((length) => (length < 0 ? '?' : length)).join('×');
    throw new BackboneError(
      `Cannot pool layer "${name}" by "${pooling}" as the layer must ${rule.requires}: its shape is ${seen}`,
    );
  }
  return size;
}

/** Nodes that pool a layer into (N, pooledSize).
 * @param output name of the pooled tensor. */
export function poolingNodes(layer: PooledLayer, pooling: Pooling, output: string): OnnxNode[] {
  if (layer.shape.length === 1) return [node('Identity', [layer.name], [output])];
  return poolingRules.get(pooling).nodes(layer, output);
}
