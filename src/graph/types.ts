/** How a layer becomes a vector: one file each in `pooling/`. */
export type Pooling =
  | 'mean'
  | 'max'
  | 'mean+max'
  | 'gem'
  | 'flatten'
  | 'cls'
  | 'last-token'
  | 'spatial-pyramid';

/** One tensor of a graph that can be tapped. */
export interface Layer {
  readonly name: string;
  /** The operator that makes it, as ONNX names it. */
  readonly operator: string;
  /** Without the batch dimension, as (C, H, W), (T, D) or (D,); -1 where it changes from batch to batch, as the number of
   * tokens does. */
  readonly shape: readonly number[];
  /** Share of the graph's multiply-accumulates done once this tensor is there, in [0, 1]. */
  readonly depth: number;
  /** Multiply-accumulates of convolutions and matrix products for one sample, of the graph cut behind this tensor;
   * where a dimension changes from batch to batch, of one run. */
  readonly macs: number;
  /** Values of the weights needed to compute it. */
  readonly parameters: number;
}

/** A layer with its pooling: one output of a tapped graph. */
export interface Tap {
  readonly layer: string;
  readonly pooling: Pooling;
}
