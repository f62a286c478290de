import * as tf from '@tensorflow/tfjs-core';
import * as keras from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRng } from '../../src/core/index.ts';
import { encodeModel, exposeModel, importTfjsLayersModel } from '../../src/graph/index.ts';
import { createSession } from '../../src/runtime/index.ts';
import {
  filesOf,
  type LayersFiles,
  layerOutputs,
  loadLayersReference,
  quantised,
  randomWeights,
} from '../support/keras.ts';
import { relativeError, startReference, toNchw } from '../support/tfjs.ts';

type Symbol = keras.SymbolicTensor;
type Layers = typeof keras.layers;

const shape = [11, 8, 3] as const;
const tolerance = 1e-4;

beforeAll(startReference);

/** A functional model of one input; `build` says what follows. */
function functional(
  build: (input: Symbol, layers: Layers) => Symbol,
  inputShape: readonly number[] = shape,
): keras.LayersModel {
  const input = keras.input({ shape: [...inputShape] });
  return keras.model({ inputs: input, outputs: build(input, keras.layers) });
}

/** One layer after the other. */
function chain(
  layers: readonly keras.layers.Layer[],
  inputShape: readonly number[] = shape,
): keras.LayersModel {
  return functional((input) => layers.reduce((x, layer) => layer.apply(x) as Symbol, input), inputShape);
}

/** Compare every layer of a model with its conversion.
 * @returns the names of the layers. */
async function compare(files: LayersFiles, inputShape: readonly number[] = shape): Promise<string[]> {
  const reference = await loadLayersReference(files);
  const dims = [2, ...inputShape];
  const rng = createRng(3);
  const values = Float32Array.from({ length: tf.util.sizeFromShape(dims) }, () => 2 * rng.normal());
  const input = tf.tensor(values, dims);
  const expected = await layerOutputs(reference, input);
  input.dispose();
  const session = await createSession(
    encodeModel(exposeModel(importTfjsLayersModel(files.model, files.shards))),
  );
  const [data, fed] =
    dims.length === 4 ? [toNchw(values, dims), [2, dims[3]!, dims[1]!, dims[2]!]] : [values, dims];
  const actual = await session.run({ [session.inputNames[0]!]: { type: 'float32', data, dims: fed } });
  await session.release();
  for (const [name, { shape, data }] of expected) {
    expect(actual[name]?.dims, name).toEqual(shape);
    expect(relativeError(actual[name]!.data as Float32Array, data), name).toBeLessThan(tolerance);
  }
  return [...expected.keys()];
}

async function compareModel(
  model: keras.LayersModel,
  inputShape: readonly number[] = shape,
): Promise<string[]> {
  randomWeights(model, createRng(5));
  return compare(await filesOf(model), inputShape);
}

const { layers } = keras;
const activations = [
  'elu',
  'hardSigmoid',
  'linear',
  'mish',
  'relu',
  'relu6',
  'selu',
  'sigmoid',
  'softmax',
  'softplus',
  'softsign',
  'swish',
  'tanh',
] as const;

const windows = (['same', 'valid'] as const).flatMap((padding) =>
  [
    { kernelSize: 3, strides: 2 },
    { kernelSize: 2, strides: 1 },
    { kernelSize: [1, 3], strides: [2, 1] },
    { kernelSize: 3, dilationRate: 2 },
  ].map((given) => ({ ...given, padding })),
);

const chains: Record<string, () => keras.layers.Layer[]> = {
  ...Object.fromEntries(
    windows.map((window) => [
      `Conv2D ${JSON.stringify(window)}`,
      () => [layers.conv2d({ filters: 4, ...window } as never)],
    ]),
  ),
  'Conv2D without bias, with an activation': () => [
    layers.conv2d({ filters: 4, kernelSize: 3, useBias: false, activation: 'selu' }),
    layers.conv2d({ filters: 3, kernelSize: 1, activation: 'hardSigmoid' }),
  ],
  DepthwiseConv2D: () => [
    layers.depthwiseConv2d({ kernelSize: 3, strides: 2, padding: 'same', depthMultiplier: 2 }),
    layers.depthwiseConv2d({ kernelSize: 2, useBias: false, activation: 'relu' }),
  ],
  SeparableConv2D: () => [
    layers.separableConv2d({ filters: 5, kernelSize: 3, strides: 2, padding: 'same', activation: 'tanh' }),
    layers.separableConv2d({ filters: 2, kernelSize: 2, useBias: false }),
  ],
  ...Object.fromEntries(
    (['same', 'valid'] as const).flatMap((padding) =>
      [
        [3, 2],
        [4, 2],
        [2, 3],
        [3, 1],
      ].map(([kernelSize, strides]) => [
        `Conv2DTranspose ${kernelSize}×${kernelSize}, stride ${strides}, ${padding}`,
        () => [
          layers.conv2dTranspose({
            filters: 4,
            kernelSize: kernelSize!,
            strides: strides!,
            padding,
            activation: 'relu',
          }),
        ],
      ]),
    ),
  ),
  'BatchNormalization of maps': () => [
    layers.batchNormalization({}),
    layers.batchNormalization({ scale: false, epsilon: 0.1 }),
    layers.batchNormalization({ center: false, axis: 3 }),
  ],
  'activations by name, of maps': () => activations.map((activation) => layers.activation({ activation })),
  'activations with options': () => [
    layers.reLU({}),
    layers.reLU({ maxValue: 0.7 }),
    layers.leakyReLU({ alpha: 0.2 }),
    layers.elu({}),
    layers.prelu({}),
    layers.prelu({ sharedAxes: [1, 2] }),
    layers.softmax({ axis: -1 }),
    layers.softmax({ axis: 3 }),
  ],
  borders: () => [
    layers.zeroPadding2d({
      padding: [
        [1, 2],
        [3, 0],
      ],
    }),
    layers.zeroPadding2d({ padding: 2 }),
    layers.cropping2D({
      cropping: [
        [0, 2],
        [1, 0],
      ],
    }),
    layers.cropping2D({ cropping: 1 as never }),
  ],
  pooling: () => [
    layers.maxPooling2d({ poolSize: 3, strides: 1, padding: 'same' }),
    layers.averagePooling2d({ poolSize: 3, strides: 2, padding: 'same' }),
    layers.maxPooling2d({ poolSize: [2, 1] }),
    layers.globalAveragePooling2d({}),
  ],
  'GlobalMaxPooling2D and a head': () => [
    layers.globalMaxPooling2d({}),
    layers.batchNormalization({}),
    layers.dense({ units: 7, activation: 'softmax' }),
  ],
  UpSampling2D: () => [layers.upSampling2d({ size: [2, 3] })],
  'what only training uses': () => [
    layers.dropout({ rate: 0.5 }),
    layers.gaussianNoise({ stddev: 1 }),
    layers.gaussianDropout({ rate: 0.5 }),
    layers.alphaDropout({ rate: 0.5 }),
  ],
  'Flatten and Dense see channels last': () => [
    layers.conv2d({ filters: 4, kernelSize: 3 }),
    layers.flatten(),
    layers.dense({ units: 6, activation: 'relu' }),
    layers.dense({ units: 3, useBias: false }),
  ],
  'Reshape, Permute and Dense of any rank': () => [
    layers.reshape({ targetShape: [4, 22, 3] }),
    layers.permute({ dims: [3, 1, 2] }),
    layers.dense({ units: 5 }),
    layers.reshape({ targetShape: [10, 6] }),
    layers.permute({ dims: [2, 1] }),
    layers.dense({ units: 2, useBias: false, activation: 'elu' }),
    layers.batchNormalization({}),
    layers.reshape({ targetShape: [3, 2, 2] }),
  ],
  Rescaling: () => [layers.rescaling({ scale: 0.25, offset: -1 })],
};

describe('importTfjsLayersModel gives what TensorFlow.js gives in every layer', () => {
  it.each(Object.entries(chains))('%s', async (_title, make) => {
    const made = make();
    expect(await compareModel(chain(made))).toHaveLength(made.length);
  });

  it('merging layers', async () => {
    const model = functional((input) => {
      const a = layers.conv2d({ filters: 3, kernelSize: 1 }).apply(input) as Symbol;
      const b = layers.conv2d({ filters: 3, kernelSize: 3, padding: 'same' }).apply(input) as Symbol;
      const gate = layers
        .reshape({ targetShape: [1, 1, 3] })
        .apply(layers.globalAveragePooling2d({}).apply(a)) as Symbol;
      const merged = [
        layers.add().apply([a, b, input]),
        layers.add().apply([a, b]),
        layers.average().apply([a, b, input]),
        layers.maximum().apply([a, b]),
        layers.minimum().apply([a, b, input]),
        layers.multiply().apply([a, gate]),
        layers.multiply().apply([a, b, input]),
      ] as Symbol[];
      return layers
        .concatenate({ axis: 2 })
        .apply([
          layers.concatenate().apply(merged) as Symbol,
          layers.concatenate({ axis: -1 }).apply(merged) as Symbol,
        ]) as Symbol;
    });
    expect(await compareModel(model)).toHaveLength(14);
  });

  it('a Sequential of a Sequential of a functional model, as Teachable Machine exports', async () => {
    const trunk = chain([
      layers.conv2d({ filters: 4, kernelSize: 3, strides: 2, name: 'conv' }),
      layers.batchNormalization({ name: 'bn' }),
      layers.reLU({ maxValue: 6, name: 'relu' }),
    ]);
    const body = keras.sequential({ layers: [trunk, layers.globalAveragePooling2d({ name: 'pool' })] });
    const head = keras.sequential({
      layers: [
        layers.dense({ units: 5, inputShape: [4], activation: 'relu', name: 'hidden' }),
        layers.dense({ units: 2, name: 'classes' }),
      ],
    });
    const names = await compareModel(keras.sequential({ layers: [body, head] }));
    expect(names).toEqual(['conv', 'bn', 'relu', 'pool', 'hidden', 'classes']);
  });

  it('models inside a functional model, one used twice, and two layers of one name', async () => {
    const convolution = () => layers.conv2d({ filters: 3, kernelSize: 3, padding: 'same', name: 'inner' });
    const [twice, once] = [chain([convolution()]), chain([layers.reLU({ name: 'before' })])];
    const model = functional((input) => {
      const before = layers.conv2d({ filters: 3, kernelSize: 1, name: 'before' }).apply(input) as Symbol;
      const first = twice.apply(before) as Symbol;
      const second = twice.apply(once.apply(first)) as Symbol;
      return layers.add({ name: 'sum' }).apply([first, second, before]) as Symbol;
    });
    const names = ['before', 'inner', `${once.name}/before`, `${twice.name}/inner`, 'sum'];
    expect(new Set(await compareModel(model))).toEqual(new Set(names));
  });

  it('a layer that is used again', async () => {
    const shared = layers.conv2d({ filters: 3, kernelSize: 3, padding: 'same', name: 'shared' });
    const model = chain([shared, shared, layers.flatten({ name: 'flat' })]);
    expect(await compareModel(model)).toEqual(['shared', 'shared/1', 'flat']);
  });

  it('vectors', async () => {
    const head = chain(
      [layers.dense({ units: 4, activation: 'swish' }), layers.batchNormalization({}), layers.softmax({})],
      [5],
    );
    expect(await compareModel(head, [5])).toHaveLength(3);
  });

  it.each(['uint8', 'uint16', 'float16'] as const)(
    'with weights stored as %s in three shards',
    async (dtype) => {
      const model = chain([
        layers.conv2d({ filters: 4, kernelSize: 3 }),
        layers.flatten(),
        layers.dense({ units: 3 }),
      ]);
      randomWeights(model, createRng(5));
      expect(await compare(quantised(await filesOf(model), dtype))).toHaveLength(3);
    },
  );
});
