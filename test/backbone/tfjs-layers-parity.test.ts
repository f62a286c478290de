import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeModel, importTfjsLayersModel } from '../../src/graph/index.ts';
import { publishedLayersModels, readLayersFiles } from '../support/layers-models.ts';
import { layersParity, runner } from '../support/parity.ts';
import { relativeError } from '../support/tfjs.ts';

const assets = process.env.STRATA_ASSETS;

describe.skipIf(assets === undefined)('layers-models as published', () => {
  it.each(publishedLayersModels)('$folder equals TensorFlow.js in every layer', async (published) => {
    const files = readLayersFiles(assets!, published.folder);
    const { differences } = await layersParity(published.folder, files, 3, [224, 224], published.prepare);
    expect(differences.size).toBe(published.layers);
    expect([...differences].filter(([, difference]) => !(difference < 1e-3))).toEqual([]);
  });

  it.each(publishedLayersModels)('$folder equals $onnx', async ({ folder, onnx, shared }) => {
    const { model, shards } = readLayersFiles(assets!, folder);
    const data = Float32Array.from({ length: 3 * 224 * 224 }, (_, i) => Math.sin(0.37 * i));
    const image = [{ type: 'float32', data, dims: [1, 3, 224, 224] }] as const;
    const run = await runner(importTfjsLayersModel(model, shards));
    const actual = await run.feed(image);
    await run.release();
    const peer = await runner(decodeModel(readFileSync(join(assets!, 'models', onnx)), onnx));
    const expected = await peer.feed(image);
    await peer.release();
    const common = Object.keys(expected).filter((name) => name in actual);
    expect(common).toHaveLength(shared);
    for (const name of common) {
      const [a, b] = [actual[name]!, expected[name]!];
      expect(relativeError(a.data as Float32Array, b.data as Float32Array), name).toBeLessThan(1e-4);
    }
  });
});
