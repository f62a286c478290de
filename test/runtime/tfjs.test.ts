import * as keras from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import { createRng } from '../../src/core/index.ts';
import { encodeModel, exposeModel, importTfjsLayersModel } from '../../src/graph/index.ts';
import { createSession, createTfjsSession, tfjsProvider } from '../../src/runtime/index.ts';
import { filesOf, randomWeights } from '../support/keras.ts';
import { relativeError, startReference } from '../support/tfjs.ts';

describe('createTfjsSession', async () => {
  await startReference();
  const trunk = keras.sequential({
    name: 'trunk',
    layers: [
      keras.layers.conv2d({
        name: 'conv',
        inputShape: [6, 8, 3],
        filters: 4,
        kernelSize: 3,
        padding: 'same',
      }),
      keras.layers.reLU({ name: 'relu' }),
    ],
  });
  const network = keras.sequential({
    layers: [
      trunk,
      keras.layers.globalAveragePooling2d({ name: 'pool' } as never),
      keras.layers.dense({ name: 'dense', units: 5 }),
    ],
  });
  randomWeights(network, createRng(1));
  const { model, shards } = await filesOf(network);
  const converted = importTfjsLayersModel(model, shards);
  const n = 3;
  const rng = createRng(2);
  const data = Float32Array.from({ length: n * 3 * 6 * 8 }, () => rng.normal());
  const input = converted.graph.input[0]!.name;
  const feeds = { [input]: { type: 'float32', data, dims: [n, 3, 6, 8] } } as const;
  const program = { model, weights: shards, inputs: [input], outputs: ['relu', 'pool', 'dense'] };

  it('takes and gives what the converted model does, layers of inner models included', async () => {
    const onnx = await createSession(encodeModel(exposeModel(converted)));
    const expected = await onnx.run(feeds);
    const session = await createTfjsSession(program);
    const actual = await session.run(feeds);
    expect(session).toMatchObject({ provider: tfjsProvider(), outputNames: program.outputs });
    for (const name of program.outputs) {
      expect(actual[name]!.dims, name).toEqual(expected[name]!.dims);
      const [a, b] = [actual[name]!, expected[name]!].map((tensor) => tensor.data as Float32Array);
      expect(relativeError(a!, b!), name).toBeLessThan(1e-5);
    }
    await session.release();
  });

  it('says in one line what TensorFlow.js does not accept', async () => {
    const session = await createTfjsSession({ ...program, outputs: ['reluu'] });
    await expect(session.run(feeds)).rejects.toThrow(
      'Cannot run the model on TensorFlow.js as it must accept it: the layer "reluu" is missing',
    );
    await expect(createTfjsSession({ ...program, weights: [] })).rejects.toThrow(
      /^Cannot run the model on TensorFlow.js as it must accept it: [^\n]+$/,
    );
  });
});
