import '@tensorflow/tfjs-backend-wasm';
import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import type { TfjsGraphModel } from '../../src/graph/index.ts';

/** Make TensorFlow.js compute on WebAssembly. */
export async function startReference(): Promise<void> {
  await tf.setBackend('wasm');
}

/** The reference: a graph-model in TensorFlow.js on its WebAssembly backend.
 * The size that its input was exported with is lifted, so that any size runs. */
export async function loadReference(model: TfjsGraphModel, weights: Uint8Array): Promise<GraphModel> {
  await startReference();
  const anySize = { shape: { dim: [-1, -1, -1, 3].map((size) => ({ size: String(size) })) } };
  const node = model.modelTopology.node.map((given) =>
    given.op === 'Placeholder' && given.attr?.shape?.shape?.dim?.length === 4
      ? { ...given, attr: { ...given.attr, shape: anySize } }
      : given,
  );
  return loadGraphModel({
    load: async () => ({
      modelTopology: { versions: { producer: 0 }, ...model.modelTopology, node },
      format: 'graph-model',
      weightSpecs: model.weightsManifest.flatMap((group) => group.weights) as never,
      weightData: new Uint8Array(weights).buffer,
    }),
  });
}

export interface ReferenceTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Run the reference and read the named nodes, maps turned from NHWC to NCHW.
 * @param values of the input, whole numbers where that takes integers. */
export async function runReference(
  model: GraphModel,
  shape: readonly number[],
  values: Float32Array,
  names: readonly string[],
): Promise<Map<string, ReferenceTensor>> {
  const { dtype } = model.inputs[0]!;
  const input = tf.tensor(dtype === 'int32' ? Int32Array.from(values) : values, [...shape], dtype);
  const tensors = [model.execute(input, [...names])].flat();
  input.dispose();
  return readNodes(tensors, names);
}

/** Run a reference that takes sentences of token ids as the parts of a SparseTensor, and read the named nodes. */
export async function runSparseReference(
  model: GraphModel,
  sentences: readonly (readonly number[])[],
  names: readonly string[],
): Promise<Map<string, ReferenceTensor>> {
  const positions = sentences.flatMap((ids, sentence) => ids.map((_, place) => [sentence, place]));
  const indices = tf.tensor2d(positions.flat(), [positions.length, 2], 'int32');
  const values = tf.tensor1d(sentences.flat(), 'int32');
  const tensors = [await model.executeAsync({ indices, values }, [...names])].flat();
  tf.dispose([indices, values]);
  return readNodes(tensors, names);
}

/** Read a tensor, a map turned from NHWC to NCHW. */
export async function turnedToNchw(tensor: tf.Tensor): Promise<ReferenceTensor> {
  const turned = tensor.rank === 4 ? tf.transpose(tensor, [0, 3, 1, 2]) : tensor.clone();
  const data = (await turned.data()) as Float32Array;
  turned.dispose();
  return { shape: turned.shape, data };
}

async function readNodes(
  tensors: readonly tf.Tensor[],
  names: readonly string[],
): Promise<Map<string, ReferenceTensor>> {
  const result = new Map<string, ReferenceTensor>();
  for (const [i, tensor] of tensors.entries()) result.set(names[i]!, await turnedToNchw(tensor));
  tf.dispose([...tensors]);
  return result;
}

/** NHWC values as NCHW. */
export function toNchw(values: Float32Array, [n, height, width, channels]: readonly number[]): Float32Array {
  const result = new Float32Array(values.length);
  const area = height! * width!;
  for (let b = 0; b < n!; b++) {
    for (let p = 0; p < area; p++) {
      for (let c = 0; c < channels!; c++) {
        result[(b * channels! + c) * area + p] = values[(b * area + p) * channels! + c]!;
      }
    }
  }
  return result;
}

/** max |a − b| / max |b|; 0 where both are all zeros, NaN where either holds one. */
export function relativeError(a: Float32Array, b: Float32Array): number {
  let error = a.length === b.length ? 0 : Number.POSITIVE_INFINITY;
  let scale = 0;
  for (let i = 0; i < b.length; i++) {
    error = Math.max(error, Math.abs(a[i]! - b[i]!));
    scale = Math.max(scale, Math.abs(b[i]!));
  }
  return error === 0 ? 0 : error / scale;
}
