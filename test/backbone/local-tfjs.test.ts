import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openBackbone } from '../../src/backbone/index.ts';
import { silentEffects } from '../../src/core/index.ts';
import { publishedLayersModels } from '../support/layers-models.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** A Sequential of a convolution, an activation and a mean, as a folder; every file may be replaced or left out. */
function modelFolder(changes: Readonly<Record<string, string | Uint8Array | undefined>> = {}): string {
  const folder = join(tempFolder(), 'small-net');
  mkdirSync(folder);
  const layers = [
    {
      class_name: 'Conv2D',
      config: { name: 'conv', batch_input_shape: [null, 12, 10, 3], filters: 4, kernel_size: 3, strides: 2 },
    },
    { class_name: 'ReLU', config: { name: 'relu', max_value: 6, negative_slope: 0.1 } },
    { class_name: 'GlobalAveragePooling2D', config: { name: 'pool' } },
  ];
  const weights = [
    { name: 'conv/kernel', shape: [3, 3, 3, 4], dtype: 'float32' },
    { name: 'conv/bias', shape: [4], dtype: 'float32' },
  ];
  const model = {
    modelTopology: { model_config: { class_name: 'Sequential', config: { name: 'net', layers } } },
    weightsManifest: [{ paths: ['shard-1.bin', 'shard-2.bin'], weights }],
  };
  const values = Float32Array.from({ length: 112 }, (_, i) => Math.sin(i));
  const bytes = new Uint8Array(values.buffer);
  const files = {
    'model.json': JSON.stringify(model),
    'shard-1.bin': bytes.subarray(0, 200),
    'shard-2.bin': bytes.subarray(200),
    ...changes,
  };
  for (const [name, content] of Object.entries(files)) {
    if (content !== undefined) writeFileSync(join(folder, name), content);
  }
  return folder;
}

describe('a TensorFlow.js folder', () => {
  it.each(['small-net', 'small-net/model.json'])('is a backbone, named as %s', async (path) => {
    const folder = modelFolder();
    const backbone = await openBackbone({ tfjs: path }, silentEffects({ cwd: join(folder, '..') }));
    expect(backbone).toMatchObject({ id: 'small-net', input: { size: [12, 10], layout: 'nchw' } });
    expect(backbone.layers.map(({ name, shape }) => [name, shape])).toEqual([
      ['conv', [4, 5, 4]],
      ['relu', [4, 5, 4]],
      ['pool', [4]],
    ]);
  });

  it('has another hash with other weights', async () => {
    const hashes: string[] = [];
    for (const folder of [modelFolder(), modelFolder({ 'shard-1.bin': new Uint8Array(200) })]) {
      hashes.push((await openBackbone({ tfjs: folder }, silentEffects())).weightsHash);
    }
    expect(hashes[0]).not.toBe(hashes[1]);
  });

  it.each<[string, Record<string, string | Uint8Array | undefined>, RegExp]>([
    [
      'model.json that is cut off',
      { 'model.json': '{"modelTopology": {' },
      /^Cannot open backbone ".*small-net" as its model\.json must be JSON[^\n]*$/,
    ],
    [
      'model.json of something else',
      { 'model.json': '{"modelTopology": {"node": []}}' },
      /^Cannot open backbone ".*small-net" as its model\.json must hold modelTopology and a weightsManifest of paths and weights: one is missing$/,
    ],
    [
      'model.json that is missing',
      { 'model.json': undefined },
      /^Cannot open backbone [^\n]*model\.json[^\n]*$/,
    ],
    [
      'a shard that is missing',
      { 'shard-2.bin': undefined },
      /^Cannot open backbone [^\n]*shard-2\.bin[^\n]*$/,
    ],
    [
      'a shard that is short',
      { 'shard-2.bin': new Uint8Array(3) },
      /^Cannot read the weights as shard-1\.bin, shard-2\.bin must hold the 448 bytes that the manifest describes: found 203$/,
    ],
  ])('is refused in one line: %s', async (_title, changes, message) => {
    await expect(openBackbone({ tfjs: modelFolder(changes) }, silentEffects())).rejects.toThrow(message);
  });
});

const assets = process.env.STRATA_ASSETS;

describe.skipIf(assets === undefined)('published layers-models', () => {
  it.each(publishedLayersModels)('$folder is a backbone', async ({ folder, layers }) => {
    const backbone = await openBackbone({ tfjs: join(assets!, 'models', folder) }, silentEffects());
    expect(backbone.layers).toHaveLength(layers);
    expect(backbone.stages.length).toBeGreaterThanOrEqual(5);
    expect(backbone.stages.every((stage) => backbone.select([stage]).length === 1)).toBe(true);
  });
});
