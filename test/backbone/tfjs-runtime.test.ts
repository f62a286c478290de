import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ImageBackbone, openBackbone } from '../../src/backbone/index.ts';
import { silentEffects } from '../../src/core/index.ts';
import { encodeModel } from '../../src/graph/index.ts';
import { emojiImages } from '../support/emoji.ts';
import { smallNet } from '../support/small-net.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { relativeError, toNchw } from '../support/tfjs.ts';

const effects = silentEffects();
const n = 2;

async function vectors(backbone: ImageBackbone) {
  const [height, width] = backbone.input.size;
  const images = toNchw(await emojiImages(n, height, width), [n, height, width, 3]);
  const taps = backbone.stages.flatMap((layer) =>
    (['mean', 'mean+max', 'gem', 'flatten'] as const).map((pooling) => ({ layer, pooling })),
  );
  const tapped = await backbone.tap(taps);
  const results = await tapped.run(images, n).finally(() => tapped.release());
  return { taps, results, dims: tapped.dims, provider: tapped.provider };
}

describe('runtime: tfjs', () => {
  it.each(['mobilenet-v3-coco', 'mobilenet-v2-pose'])('gives what ONNX Runtime gives: %s', async (card) => {
    const [onnx, tfjs] = (await Promise.all([
      openBackbone(card, effects),
      openBackbone({ card, runtime: 'tfjs' }, effects),
    ])) as ImageBackbone[];
    expect(tfjs).toMatchObject({ id: `${card} (TensorFlow.js)`, provider: 'tfjs-wasm' });
    expect(tfjs!.layers).toEqual(onnx!.layers);
    const [expected, actual] = [await vectors(onnx!), await vectors(tfjs!)];
    expect(actual.provider).toBe('tfjs-wasm');
    expect(actual.dims).toEqual(expected.dims);
    for (const [t, { layer, pooling }] of expected.taps.entries()) {
      const error = relativeError(actual.results[t]!, expected.results[t]!);
      expect(error, `${layer}:${pooling}`).toBeLessThan(1e-3);
    }
  });

  it('refuses an ONNX file, random weights, a device and texts', async () => {
    const cwd = tempFolder();
    writeFileSync(join(cwd, 'small.onnx'), encodeModel(smallNet()));
    await expect(
      openBackbone({ onnx: 'small.onnx', runtime: 'tfjs' }, silentEffects({ cwd })),
    ).rejects.toThrow(
      'Cannot run backbone "small.onnx" on TensorFlow.js as it must be a TensorFlow.js model: its file is ONNX, use runtime "onnx"',
    );
    await expect(openBackbone({ card: 'use-lite', runtime: 'tfjs' }, effects)).rejects.toThrow(
      'Cannot run backbone "use-lite" on TensorFlow.js as runtime "tfjs" runs networks that take images: it takes text',
    );
    const card = { card: 'mobilenet-v3-coco', runtime: 'tfjs' } as const;
    await expect(openBackbone({ ...card, weights: 'random' }, effects)).rejects.toThrow(
      'on TensorFlow.js as its weights must be the trained ones: weights "random"',
    );
    await expect(openBackbone(card, effects, { device: 'webgpu' })).rejects.toThrow(
      'on TensorFlow.js as runtime "tfjs" has no choice of devices: device "webgpu"',
    );
  });
});
