/** graph/: ONNX models as data. Bytes or a TensorFlow.js graph-model come in; lists of layers and new models (tapped,
 * pooled, pruned) go out; nothing is run here and no given model is ever changed. One more TensorFlow operator: one file
 * in `tfjs/ops/` and one line in `tfjs/registry.ts`. */

export { freeBatch } from './free-batch.ts';
export { listLayers, type Shapes, weightBytes } from './layers.ts';
export {
  type AttributeValue,
  buildModel,
  type InputSpec,
  int64s,
  type ModelSpec,
  node,
  scalar,
  tensor,
} from './onnx/builder.ts';
export { decodeModel, encodeModel } from './onnx/codec.ts';
export { feedsOf, producersOf, toNumber } from './onnx/read.ts';
export type * from './onnx/types.ts';
export { dataTypes } from './onnx/types.ts';
export { pooledSize, poolings } from './pooling.ts';
export { exposeModel, pruneModel } from './prune.ts';
export { tapModel, tapName } from './tap.ts';
export { importTfjsGraphModel } from './tfjs/import.ts';
export type { TfjsGraphModel } from './tfjs/types.ts';
export type * from './types.ts';
