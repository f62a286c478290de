import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectBackbone, openBackbone } from '../../src/backbone/index.ts';
import { silentEffects } from '../../src/core/index.ts';
import { buildModel, encodeModel, node, type OnnxModel } from '../../src/graph/index.ts';
import { tempFolder } from '../support/temp-folder.ts';

const cwd = tempFolder();
const effects = silentEffects({ cwd });
const spec = { onnx: 'net.onnx' };

function write(model: OnnxModel): void {
  writeFileSync(join(cwd, spec.onnx), encodeModel(model));
}

describe('inspectBackbone', () => {
  it('takes graphs that no data set fits, and that openBackbone refuses in one line', async () => {
    write(
      buildModel({
        inputs: [{ name: 'spectrogram', shape: [1, 76, 32, 1] }],
        outputs: ['y'],
        nodes: [node('Relu', ['spectrogram'], ['y'])],
      }),
    );
    expect((await inspectBackbone(spec, effects)).layers).toMatchObject([{ name: 'y', shape: [76, 32, 1] }]);
    await expect(openBackbone(spec, effects)).rejects.toThrow(
      /^Cannot use "net.onnx" as its input must hold 3 channels as nchw: \?×76×32×1$/,
    );
  });

  it('opens what takes images', async () => {
    const relu = [node('Relu', ['x'], ['y'])];
    write(buildModel({ inputs: [{ name: 'x', shape: ['N', 4, 5, 3] }], outputs: ['y'], nodes: relu }));
    expect((await inspectBackbone(spec, effects)).layers).toMatchObject([{ name: 'y', shape: [4, 5, 3] }]);
  });

  it('refuses a layer whose shape depends on values, by name and reason', async () => {
    write(
      buildModel({
        inputs: [{ name: 'x', shape: ['N', 3, 4, 4] }],
        outputs: ['rows'],
        nodes: [
          node('Relu', ['x'], ['relu']),
          node('NonZero', ['relu'], ['places']),
          node('Transpose', ['places'], ['rows']),
        ],
      }),
    );
    const backbone = await openBackbone(spec, effects);
    expect([...backbone.dynamic]).toEqual([
      ['places', 'NonZero "places"'],
      ['rows', 'NonZero "places"'],
    ]);
    expect(() => backbone.select(['rows'])).toThrow(
      'Cannot tap layer "rows" of backbone "net" as its shape must not depend on the values of the input: it lies behind NonZero "places"',
    );
  });

  it.each<[string, OnnxModel, string]>([
    [
      'a graph without float32',
      buildModel({
        inputs: [{ name: 'x', type: 'float64', shape: ['N', 4, 4] }],
        outputs: ['y'],
        nodes: [node('Relu', ['x'], ['y'])],
      }),
      'Cannot list the layers of "net" as its graph must compute float32 tensors with one row per sample: it computes none',
    ],
    [
      'an input without dimensions',
      {
        ...buildModel({ inputs: [], outputs: ['y'], nodes: [node('Relu', ['x'], ['y'])] }),
        graph: {
          node: [node('Relu', ['x'], ['y'])],
          initializer: [],
          input: [{ name: 'x', type: { tensorType: { elemType: 1 } } }],
          output: [{ name: 'y' }],
        },
      },
      'Cannot list the layers of "net" as its inputs must say their dimensions: "x" does not',
    ],
  ])('refuses %s', async (_, model, message) => {
    write(model);
    await expect(inspectBackbone(spec, effects)).rejects.toThrow(
      expect.objectContaining({ name: 'BackboneError', message }),
    );
  });
});

const assets = process.env.STRATA_ASSETS;
describe.skipIf(!assets)('the speech embedding', () => {
  it('lists its layers', async () => {
    const { layers, stages } = await inspectBackbone(
      { onnx: 'models/speech-embedding/embedding_model.onnx' },
      silentEffects({ cwd: assets! }),
    );
    expect(layers.length).toBeGreaterThan(40);
    expect(layers.at(-1)).toMatchObject({ depth: 1 });
    expect(stages.length).toBeGreaterThan(2);
  });
});
