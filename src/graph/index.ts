/** graph/: ONNX models as data. Bytes or a TensorFlow.js model (graph-model or layers-model) come in; lists of layers and
 * new models (tapped, pooled, pruned) go out; nothing is run here and no given model is ever changed. One more TensorFlow
 * operator: one file in `tfjs/ops/` and one line in `tfjs/registry.ts`; one more Keras layer: the same in
 * `tfjs-layers/`; one more pooling: one file in `pooling/` and one line in its registry. */

export { dynamicTensors } from './dynamic-shapes.ts';
export { embedExternalData, externalFiles } from './external-data.ts';
export { freeBatch } from './free-batch.ts';
export { listLayers, type Shapes, weightBytes } from './layers.ts';
export { normalizeModel } from './normalize.ts';
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
export { feedsOf, producersOf, readsOf, toNumber } from './onnx/read.ts';
export type * from './onnx/types.ts';
export { dataTypes } from './onnx/types.ts';
export { pooledSize, poolings } from './pooling/pool.ts';
export { exposeModel, pruneModel } from './prune.ts';
export { type RandomModel, randomizeWeights, scaleWeight } from './random-weights.ts';
export { type TapOptions, tapModel, tapName } from './tap.ts';
export { importTfjsGraphModel } from './tfjs/import.ts';
export { type SparseTokens, sparseInputs, takePaddedTokens } from './tfjs/padded-tokens.ts';
export type { TfjsGraphModel } from './tfjs/types.ts';
export { weightPaths } from './tfjs/weights.ts';
export { importTfjsLayersModel } from './tfjs-layers/import.ts';
export type { TfjsLayersModel } from './tfjs-layers/types.ts';
export type * from './types.ts';
