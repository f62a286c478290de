import * as tf from '@tensorflow/tfjs-core';
import * as keras from '@tensorflow/tfjs-layers';
import type { Rng } from '../../src/core/index.ts';
import type { TfjsLayersModel } from '../../src/graph/index.ts';
import { type ReferenceTensor, startReference, turnedToNchw } from './tfjs.ts';

/** A layers-model as files hold it. */
export interface LayersFiles {
  readonly model: TfjsLayersModel;
  readonly shards: readonly Uint8Array[];
}

/** Give every weight random values, variances positive ones, so that no layer stands for the identity. */
export function randomWeights(model: keras.LayersModel, rng: Rng): void {
  const values = model.weights.map(({ originalName, shape }) => {
    const size = tf.util.sizeFromShape(shape as number[]);
    const positive = originalName.includes('variance');
    const data = Float32Array.from({ length: size }, () =>
      positive ? 0.5 + rng.float() : 0.4 * rng.normal(),
    );
    return tf.tensor(data, shape as number[]);
  });
  model.setWeights(values);
  tf.dispose(values);
}

/** What `model.save` would write. */
export async function filesOf(model: keras.LayersModel): Promise<LayersFiles> {
  let saved: tf.io.ModelArtifacts | undefined;
  await model.save({
    save: async (artifacts) => {
      saved = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    },
  });
  const { modelTopology, weightSpecs, weightData } = saved!;
  return {
    model: {
      modelTopology: modelTopology as never,
      weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs as never }],
    },
    shards: [new Uint8Array(weightData as ArrayBuffer)],
  };
}

/** The reference: a layers-model in TensorFlow.js on its WebAssembly backend. */
export async function loadLayersReference({ model, shards }: LayersFiles): Promise<keras.LayersModel> {
  await startReference();
  return keras.loadLayersModel({
    load: async () => ({
      modelTopology: model.modelTopology as never,
      weightSpecs: model.weightsManifest.flatMap(({ weights }) => weights) as never,
      weightData: new Uint8Array(Buffer.concat(shards)).buffer,
    }),
  });
}

/** Values of every layer of a model, those of the models inside included, by the name that the conversion gives it; maps
 * as NCHW. */
export async function layerOutputs(
  model: keras.LayersModel,
  input: tf.Tensor,
): Promise<Map<string, ReferenceTensor>> {
  const outputs = new Map<string, tf.Tensor>();
  runLayers(model, [input], [], outputs);
  const result = new Map<string, ReferenceTensor>();
  for (const [name, tensor] of outputs) result.set(name, await turnedToNchw(tensor));
  tf.dispose([...outputs.values()]);
  return result;
}

/** Run a model layer by layer, each call as the model recorded it.
 * @returns what the model gives. */
function runLayers(
  model: keras.LayersModel,
  inputs: readonly tf.Tensor[],
  path: readonly string[],
  outputs: Map<string, tf.Tensor>,
): tf.Tensor[] {
  const values = new Map(model.inputs.map(({ id }, i) => [id, inputs[i]!]));
  const layers = model.layers.filter((layer) => layer.getClassName() !== 'InputLayer');
  const calls = layers.flatMap((layer) => layer.inboundNodes.map((node) => ({ layer, node })));
  const ready = () =>
    calls.findIndex(
      ({ node }) =>
        node.inputTensors.every(({ id }) => values.has(id)) && !values.has(node.outputTensors[0]!.id),
    );
  for (let next = ready(); next >= 0; next = ready()) {
    const { layer, node } = calls[next]!;
    const given = node.inputTensors.map(({ id }) => values.get(id)!);
    const results = isModel(layer)
      ? runLayers(layer as keras.LayersModel, given, [...path, layer.name], outputs)
      : [layer.apply(given.length === 1 ? given[0]! : given) as tf.Tensor];
    node.outputTensors.forEach(({ id }, i) => {
      values.set(id, results[i]!);
    });
    const scoped = [...path, layer.name].join('/');
    const name = [layer.name, scoped].find((free) => !outputs.has(free)) ?? `${scoped}/1`;
    if (!isModel(layer)) outputs.set(name, results[0]!);
  }
  return model.outputs.map(({ id }) => values.get(id)!);
}

function isModel(layer: keras.layers.Layer): boolean {
  return ['Sequential', 'Model', 'Functional'].includes(layer.getClassName());
}

/** The same model with its weights stored in fewer bits, in three shards that cut through them. */
export function quantised(
  { model, shards }: LayersFiles,
  dtype: 'uint8' | 'uint16' | 'float16',
): LayersFiles {
  const bytes = new Uint8Array(Buffer.concat(shards));
  let offset = 0;
  const stored = model.weightsManifest[0]!.weights.map((weight) => {
    const values = new Float32Array(bytes.buffer, offset, tf.util.sizeFromShape([...weight.shape]));
    offset += values.byteLength;
    if (dtype === 'float16') {
      return { weight: { ...weight, quantization: { dtype } }, values: Uint16Array.from(values, toHalf) };
    }
    const min = Math.min(...values);
    const scale = (Math.max(...values) - min) / (dtype === 'uint8' ? 255 : 65535) || 1;
    const steps = Array.from(values, (value) => Math.round((value - min) / scale));
    const array = dtype === 'uint8' ? Uint8Array.from(steps) : Uint16Array.from(steps);
    return { weight: { ...weight, quantization: { dtype, scale, min } }, values: array };
  });
  const packed = Buffer.concat(stored.map(({ values }) => Buffer.from(values.buffer)));
  const cuts = [0, 5, Math.floor(packed.length / 2) + 1, packed.length];
  const paths = ['weights-1.bin', 'weights-2.bin', 'weights-3.bin'];
  return {
    model: { ...model, weightsManifest: [{ paths, weights: stored.map(({ weight }) => weight) }] },
    shards: paths.map((_, i) => new Uint8Array(packed.subarray(cuts[i], cuts[i + 1]))),
  };
}

/** The bits of a value as IEEE 754 binary16, towards zero; what is too small becomes zero. */
function toHalf(value: number): number {
  const bits = new Uint32Array(Float32Array.of(value).buffer)[0]!;
  const exponent = ((bits >>> 23) & 0xff) - 112;
  const sign = (bits >>> 16) & 0x8000;
  return exponent <= 0 ? sign : sign | (exponent << 10) | ((bits >>> 13) & 0x3ff);
}

/** A tensor of the reference. */
export function nhwcTensor(values: Float32Array, shape: readonly number[]): tf.Tensor {
  return tf.tensor(values, [...shape]);
}
