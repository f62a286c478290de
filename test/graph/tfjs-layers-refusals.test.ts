import { describe, expect, it } from 'vitest';
import { importTfjsLayersModel, type TfjsLayersModel } from '../../src/graph/index.ts';

type Json = Record<string, unknown>;

/** A Sequential of these layers within a Sequential called `outer`, with weights of 1×1 convolutions of one channel. */
function nested(layers: readonly Json[], weights: readonly string[] = ['conv/kernel']): LayersInput {
  const [first, ...others] = layers;
  const config = { ...(first!.config as Json), batch_input_shape: [null, 4, 4, 1] };
  const inner = {
    class_name: 'Sequential',
    config: { name: 'inner', layers: [{ ...first, config }, ...others] },
  };
  return {
    model: {
      modelTopology: {
        model_config: { class_name: 'Sequential', config: { name: 'outer', layers: [inner] } },
      },
      weightsManifest: [
        {
          paths: ['weights.bin'],
          weights: weights.map((name) => ({ name, shape: [1, 1, 1, 1], dtype: 'float32' })),
        },
      ],
    } as TfjsLayersModel,
    shards: [new Uint8Array(4 * weights.length)],
  };
}

interface LayersInput {
  readonly model: TfjsLayersModel;
  readonly shards: readonly Uint8Array[];
}

const layer = (class_name: string, config: Json = {}): Json => ({
  class_name,
  config: { name: class_name.toLowerCase(), ...config },
});
const convolution = (config: Json = {}) => layer('Conv2D', { name: 'conv', use_bias: false, ...config });

/** A functional model as Keras writes it. */
function functional(config: Json): LayersInput {
  const input = {
    ...layer('InputLayer', { batch_input_shape: [null, 4, 4, 1] }),
    name: 'input',
    inbound_nodes: [],
  };
  const layers = [input, ...(config.layers as Json[])];
  const modelTopology = {
    class_name: 'Model',
    config: { name: 'net', input_layers: [['input', 0, 0]], ...config, layers },
  };
  return { model: { modelTopology, weightsManifest: [] } as never, shards: [] };
}

const relu = (name: string, from: unknown) => ({ ...layer('ReLU', { name }), name, inbound_nodes: [from] });

describe('importTfjsLayersModel refuses', () => {
  it.each<[string, LayersInput, string]>([
    [
      'an unknown class',
      nested([layer('LSTM')]),
      '"inner/lstm" (LSTM) as its class must be a known one: LSTM',
    ],
    [
      'an unknown option',
      nested([convolution({ causal: true })]),
      '"inner/conv" (Conv2D) as its options must be known ones: "causal" is true',
    ],
    [
      'channels first',
      nested([convolution({ data_format: 'channels_first' })]),
      '"inner/conv" (Conv2D) as data_format must be channels_last: channels_first',
    ],
    ['groups', nested([convolution({ groups: 2 })]), '"inner/conv" (Conv2D) as groups must be 1: 2'],
    [
      'an unknown padding',
      nested([convolution({ padding: 'causal' })]),
      '"inner/conv" (Conv2D) as padding must be same or valid: causal',
    ],
    [
      'an unknown activation',
      nested([convolution({ activation: 'exponential' })]),
      '"inner/conv" (Conv2D) as its activation must be one of elu, ',
    ],
    [
      'an option of another type',
      nested([convolution({ strides: 'two' })]),
      '"inner/conv" (Conv2D) as strides must be numbers: "two"',
    ],
    [
      'a weight that is missing',
      nested([convolution({ use_bias: true })]),
      '"inner/conv" (Conv2D) as its weights must be in the manifest: "conv/bias" is missing',
    ],
    [
      'a weight of another rank',
      nested([layer('Dense', { name: 'conv' })]),
      '"inner/conv" (Dense) as its weight "kernel" must have 2 dimensions: 1×1×1×1',
    ],
    [
      'two weights that fit',
      nested([convolution()], ['a/conv/kernel', 'b/conv/kernel']),
      '"inner/conv" (Conv2D) as its weight "kernel" must be the only one of its name: "a/conv/kernel", "b/conv/kernel"',
    ],
    [
      'maps that are interpolated',
      nested([layer('UpSampling2D', { interpolation: 'bilinear' })]),
      '"inner/upsampling2d" (UpSampling2D) as interpolation must be nearest: bilinear',
    ],
    [
      'a layer that is given vectors in place of maps',
      nested([layer('Flatten'), convolution()]),
      '"inner/conv" (Conv2D) as its input must have 4 dimensions: it has 2',
    ],
    [
      'a layer that is missing',
      functional({ layers: [relu('a', [['b', 0, 0]])], output_layers: [['a', 0, 0]] }),
      '"net" (Model) as its layers must be there: "b" is missing',
    ],
    [
      'layers that read one another',
      functional({
        layers: [relu('a', [['b', 0, 0]]), relu('b', [['a', 0, 0]])],
        output_layers: [['a', 0, 0]],
      }),
      '"net" (Model) as its layers must not read themselves: "a" does',
    ],
    [
      'links of another form',
      functional({ layers: [relu('a', { args: [] })], output_layers: [['a', 0, 0]] }),
      '"a" (ReLU) as inbound_nodes must be lists of [layer, call, output]: {"args":[]}',
    ],
    [
      'a merge of maps and vectors',
      functional({
        layers: [
          { ...layer('Flatten', { name: 'flat' }), name: 'flat', inbound_nodes: [[['input', 0, 0]]] },
          {
            ...layer('Add', { name: 'sum' }),
            name: 'sum',
            inbound_nodes: [
              [
                ['flat', 0, 0],
                ['input', 0, 0],
              ],
            ],
          },
        ],
        output_layers: [['sum', 0, 0]],
      }),
      '"sum" (Add) as it must read several tensors of one rank: ranks 2, 4',
    ],
  ])('%s', (_title, { model, shards }, message) => {
    expect(() => importTfjsLayersModel(model, shards)).toThrow(`Cannot convert layer ${message}`);
  });

  it('a file that is no layers-model', () => {
    for (const modelTopology of [undefined, {}, { class_name: 'Conv2D', config: {} }]) {
      expect(() => importTfjsLayersModel({ modelTopology, weightsManifest: [] } as never, [])).toThrow(
        'Cannot read the layers-model as it must hold modelTopology.model_config',
      );
    }
  });

  it('a short shard and a missing one', () => {
    const { model } = nested([convolution()]);
    expect(() => importTfjsLayersModel(model, [new Uint8Array(3)])).toThrow(
      'Cannot read the weights as weights.bin must hold the 4 bytes that the manifest describes: found 3',
    );
    expect(() => importTfjsLayersModel(model, [])).toThrow(
      'Cannot read the weights as every file of the manifest must be given: 0 of 1',
    );
  });
});

describe('importTfjsLayersModel finds weights', () => {
  it.each(['conv/kernel', 'outer/inner/conv/kernel', 'conv/cell/kernel', 'conv/kernel:0'])(
    'by %s',
    (name) => {
      const { model, shards } = nested([convolution()], [name, 'another/kernel']);
      const { graph } = importTfjsLayersModel(model, shards);
      expect(graph.initializer.map((tensor) => tensor.name)).toEqual([`${name}::oihw`]);
    },
  );
});

describe('importTfjsLayersModel reads', () => {
  it('a Sequential that is a list of layers, and modelTopology without model_config', () => {
    const { model, shards } = nested([convolution(), layer('ReLU')]);
    const { model_config: outer } = model.modelTopology as unknown as {
      model_config: { config: { layers: Json[] } };
    };
    const modelTopology = { class_name: 'Sequential', config: outer.config.layers } as never;
    const { graph } = importTfjsLayersModel({ ...model, modelTopology }, shards);
    expect(graph.node.map(({ name }) => name)).toEqual(['conv', 'relu']);
    expect(graph.input.map(({ name }) => name)).toEqual(['conv_input']);
  });
});
