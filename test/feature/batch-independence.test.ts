import { expect, it } from 'vitest';
import { openBackbone } from '../../src/backbone/index.ts';
import { createRng, silentEffects } from '../../src/core/index.ts';

it('a sample of mobilenet-v3-coco has the same bytes in every batch and at every place', async () => {
  const backbone = await openBackbone('mobilenet-v3-coco', silentEffects());
  const taps = backbone.stages.flatMap((layer) => [{ layer, pooling: 'mean' as const }]);
  const tapped = await backbone.tap(taps, { threads: 2 });
  const [height, width] = backbone.input.size;
  const length = 3 * height * width;
  const rng = createRng(1);
  const inputs = Float32Array.from({ length: 8 * length }, () => rng.int(256));
  const whole = await tapped.run(inputs, 8);
  for (const [from, to] of [
    [0, 1],
    [7, 8],
    [1, 4],
    [1, 8],
  ] as const) {
    const part = await tapped.run(inputs.slice(from * length, to * length), to - from);
    for (const [t, dim] of tapped.dims.entries()) {
      expect(part[t]).toEqual(whole[t]!.slice(from * dim, to * dim));
    }
  }
  await tapped.release();
});
