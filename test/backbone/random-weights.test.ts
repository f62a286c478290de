import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Backbone, type ImageBackbone, openBackbone } from '../../src/backbone/index.ts';
import { silentEffects } from '../../src/core/index.ts';
import { encodeModel } from '../../src/graph/index.ts';
import { emojiImages } from '../support/emoji.ts';
import { smallNet } from '../support/small-net.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { relativeError, toNchw } from '../support/tfjs.ts';

const card = { card: 'mobilenet-v3-coco', weights: 'random' } as const;
const effects = silentEffects();
const n = 4;

async function vectorsOf(
  backbone: Backbone,
  images: Float32Array,
  size = n,
): Promise<readonly Float32Array[]> {
  const { stages, tap } = backbone as ImageBackbone;
  const tapped = await tap(stages.map((layer) => ({ layer, pooling: 'mean+max' })));
  return tapped.run(images, size).finally(() => tapped.release());
}

describe('weights: random', async () => {
  const [height, width] = [224, 224];
  const images = toNchw(await emojiImages(n, height, width), [n, height, width, 3]);
  const [first, again, other, trained] = await Promise.all([
    openBackbone(card, effects, { seed: 1 }),
    openBackbone(card, effects, { seed: 1 }),
    openBackbone(card, effects, { seed: 2 }),
    openBackbone('mobilenet-v3-coco', effects),
  ]);

  it('is a backbone of its own, by id and by hash', () => {
    expect(first).toMatchObject({ id: 'mobilenet-v3-coco (random weights)', weights: 'random' });
    expect(first.weightsHash).toBe(again.weightsHash);
    expect(new Set([first, other, trained].map(({ weightsHash }) => weightsHash)).size).toBe(3);
  });

  it('keeps the architecture', () => {
    expect(first.layers).toEqual(trained.layers);
    expect(first.stages).toEqual(trained.stages);
    expect(first.bytesOf(first.stages)).toBe(trained.bytesOf(trained.stages));
  });

  it('gives the same vectors for the same seed alone', async () => {
    const [a, b, c] = await Promise.all([first, again, other].map((backbone) => vectorsOf(backbone, images)));
    expect(a).toEqual(b);
    for (const [t, values] of a!.entries()) expect(relativeError(values, c![t]!)).toBeGreaterThan(0.1);
  });

  it('neither lets activations vanish nor explode, at any stage', async () => {
    const tapped = await (first as ImageBackbone).tap(
      first.stages.map((layer) => ({ layer, pooling: 'flatten' })),
    );
    const vectors = await tapped.run(images, n);
    await tapped.release();
    for (const [t, values] of vectors.entries()) {
      const meanSquare = values.reduce((sum, value) => sum + value * value, 0) / values.length;
      expect(Math.sqrt(meanSquare), first.stages[t]).toBeGreaterThan(0.1);
      expect(Math.sqrt(meanSquare), first.stages[t]).toBeLessThan(30);
    }
  });

  it('gives an image the same vector whatever else is in its batch', async () => {
    const together = await vectorsOf(first, images);
    const alone = await vectorsOf(first, images.subarray(0, images.length / n), 1);
    for (const [t, values] of alone.entries())
      expect(relativeError(together[t]!.subarray(0, values.length), values)).toBeLessThan(1e-5);
  });

  it('takes local files too', async () => {
    const cwd = tempFolder();
    writeFileSync(join(cwd, 'small.onnx'), encodeModel(smallNet()));
    const backbone = await openBackbone({ onnx: 'small.onnx', weights: 'random' }, silentEffects({ cwd }));
    expect(backbone).toMatchObject({ id: 'small (random weights)', weights: 'random' });
    expect(backbone.stages).toEqual(['sum/relu', 'vector', 'logits']);
  });
});
