import { describe, expect, it } from 'vitest';
import type { Tap } from '../../src/backbone/index.ts';
import { emojiImages } from '../support/emoji.ts';
import { openImageBackbone } from '../support/image-backbone.ts';
import { relativeError, toNchw } from '../support/tfjs.ts';

const backbone = await openImageBackbone('mobilenet-v3-coco');
const [height, width] = backbone.input.size;
const n = 4;
const batch = toNchw(await emojiImages(n, height, width), [n, height, width, 3]);
const taps: Tap[] = backbone.stages.map((layer) => ({ layer, pooling: 'mean+max' }));

async function run(taps: readonly Tap[], values: Float32Array, n: number) {
  const tapped = await backbone.tap(taps, { threads: 1 });
  const vectors = await tapped.run(values, n);
  await tapped.release();
  return { vectors, dims: tapped.dims };
}

describe('tap', () => {
  it('gives in one pass over all stages what a pass for each alone gives', async () => {
    const sweep = await run(taps, batch, n);
    expect(sweep.dims).toEqual(taps.map((tap) => backbone.dimOf(tap)));
    for (const [t, tap] of taps.entries()) {
      const { vectors } = await run([tap], batch, n);
      expect(relativeError(sweep.vectors[t]!, vectors[0]!), tap.layer).toBeLessThan(1e-5);
    }
  });

  it('gives an image the same vector whatever else is in its batch', async () => {
    const together = await run(taps, batch, n);
    const size = batch.length / n;
    for (let i = 0; i < n; i++) {
      const alone = await run(taps, batch.subarray(i * size, (i + 1) * size), 1);
      taps.forEach((tap, t) => {
        const dim = together.dims[t]!;
        const row = together.vectors[t]!.subarray(i * dim, (i + 1) * dim);
        expect(relativeError(row, alone.vectors[t]!), tap.layer).toBeLessThan(1e-5);
      });
    }
  });

  it('needs fewer weights for a shallower layer', () => {
    const bytes = backbone.stages.map((stage) => backbone.bytesOf([stage]));
    expect(bytes).toEqual([...bytes].sort((a, b) => a - b));
    expect(bytes[0]).toBeLessThan(bytes.at(-1)! / 1000);
    expect(backbone.bytesOf(backbone.stages)).toBe(bytes.at(-1));
  });

  it('refuses a batch of another size', async () => {
    const tapped = await backbone.tap([taps[0]!]);
    await expect(tapped.run(batch, n + 1)).rejects.toThrow(
      'Cannot run a batch of 5 images as it must hold 752640 values: it holds 602112',
    );
  });
});
