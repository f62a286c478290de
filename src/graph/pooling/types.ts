import type { OnnxNode } from '../onnx/types.ts';
import type { Pooling } from '../types.ts';

/** A layer that is about to be pooled: maps (C, H, W), tokens (T, D), or another shape of at least two dimensions. */
export interface PooledLayer {
  readonly name: string;
  /** Without the batch dimension; -1 where it changes from batch to batch, as the number of tokens does. */
  readonly shape: readonly number[];
  /** Tensor that tells real tokens (1) from padding (0), float32, (N, 1, T); absent where every position counts. */
  readonly mask?: string;
}

/** One way to make a vector of a layer: one file in this folder, one line in `registry.ts`. Layers that are vectors
 * already (D,) pass every pooling as they are. */
export interface PoolingRule {
  readonly id: Pooling;
  /** What a layer must be, to end "as the layer must …". */
  readonly requires: string;
  /** Length of the vector, or `undefined` where the layer is not what the pooling requires. */
  size(shape: readonly number[]): number | undefined;
  /** Nodes that pool the layer into (N, size), all of which mean the same in every version of the operator set from 9 on;
   * tensors in between are called `${output}::…`. */
  nodes(layer: PooledLayer, output: string): OnnxNode[];
}
