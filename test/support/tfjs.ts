import '@tensorflow/tfjs-backend-wasm';
import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import type { TfjsGraphModel } from '../../src/graph/index.ts';

/** The reference: a graph-model in TensorFlow.js on its WebAssembly backend.
 * The size that its input was exported with is lifted, so that any size runs. */
export async function loadReference(model: TfjsGraphModel, weights: Uint8Array): Promise<GraphModel> {
  await tf.setBackend('wasm');
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

/** Run the reference and read the named nodes, maps turned from NHWC to NCHW. */
export async function runReference(
  model: GraphModel,
  shape: readonly number[],
  values: Float32Array,
  names: readonly string[],
): Promise<Map<string, ReferenceTensor>> {
  const input = tf.tensor(values, [...shape], 'float32');
  const outputs = model.execute(input, [...names]);
  const tensors = Array.isArray(outputs) ? outputs : [outputs as tf.Tensor];
  const result = new Map<string, ReferenceTensor>();
  for (const [i, tensor] of tensors.entries()) {
    const turned = tensor.rank === 4 ? tf.transpose(tensor, [0, 3, 1, 2]) : tensor;
    result.set(names[i]!, { shape: turned.shape, data: (await turned.data()) as Float32Array });
    tf.dispose([turned, tensor]);
  }
  input.dispose();
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
