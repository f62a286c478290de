/** How a feature map becomes a vector. `flatten` keeps every position, in the graph's own (NCHW) order. */
export type Pooling = 'mean' | 'max' | 'mean+max' | 'flatten';

/** One tensor of a graph that can be tapped. */
export interface Layer {
  readonly name: string;
  /** The operator that makes it, as ONNX names it. */
  readonly operator: string;
  /** Without the batch dimension, as (C, H, W) or (D,); -1 where unknown. */
  readonly shape: readonly number[];
  /** Share of the graph's multiply-accumulates done once this tensor is there, in [0, 1]. */
  readonly depth: number;
  /** Values of the weights needed to compute it. */
  readonly parameters: number;
}

/** A layer with its pooling: one output of a tapped graph. */
export interface Tap {
  readonly layer: string;
  readonly pooling: Pooling;
}
