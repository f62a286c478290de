import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TappedBackbone } from '../../src/backbone/index.ts';
import { createRng } from '../../src/core/index.ts';
import { openImageBackbone } from '../support/image-backbone.ts';

describe('features of mobilenet-v3-coco', () => {
  const nSamples = 8;
  const sampleLength = 3 * 224 * 224;
  const samples = noiseBlackAndWhite(nSamples, sampleLength);
  const sampleOf = (i: number) => samples.subarray(i * sampleLength, (i + 1) * sampleLength);
  let tapped: TappedBackbone;
  /** Of each sample in a batch of its own, each tap's vector. */
  const alone: (readonly Float32Array[])[] = [];

  beforeAll(async () => {
    const backbone = await openImageBackbone('mobilenet-v3-coco');
    const taps = backbone.stages.flatMap((layer) => [
      { layer, pooling: 'mean' as const },
      { layer, pooling: 'max' as const },
    ]);
    tapped = await backbone.tap(taps, { threads: 2 });
    for (let i = 0; i < nSamples; i++) alone.push(await tapped.run(sampleOf(i).slice(), 1));
  });
  afterAll(() => tapped.release());

  it('do not depend on the batch, its size, the neighbours or the place', async () => {
    const batches = fc.array(fc.nat(nSamples - 1), { minLength: 1, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(batches, async (batch) => {
        const input = new Float32Array(batch.length * sampleLength);
        for (const [row, sample] of batch.entries()) input.set(sampleOf(sample), row * sampleLength);
        const outputs = await tapped.run(input, batch.length);
        for (const [t, dim] of tapped.dims.entries()) {
          for (const [row, sample] of batch.entries()) {
            const seen = outputs[t]!.subarray(row * dim, (row + 1) * dim);
            expect(relativeGap(seen, alone[sample]![t]!)).toBeLessThanOrEqual(1e-5);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it('have the same bytes in a batch and alone, as a resumed extraction needs', async () => {
    const whole = await tapped.run(samples, nSamples);
    for (const [t, dim] of tapped.dims.entries()) {
      for (let i = 0; i < nSamples; i++) {
        expect(whole[t]!.slice(i * dim, (i + 1) * dim)).toEqual(alone[i]![t]);
      }
    }
  });
});

/** Samples of noise, but for the last two: one is black, one white. */
function noiseBlackAndWhite(nSamples: number, length: number): Float32Array {
  const rng = createRng(1);
  const values = Float32Array.from({ length: nSamples * length }, () => rng.int(256));
  values.fill(0, (nSamples - 2) * length, (nSamples - 1) * length);
  values.fill(255, (nSamples - 1) * length);
  return values;
}

/** Greatest difference, relative to the greatest value. */
function relativeGap(seen: Float32Array, expected: Float32Array): number {
  const largest = expected.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  const gap = seen.reduce((max, value, i) => Math.max(max, Math.abs(value - expected[i]!)), 0);
  return gap / Math.max(largest, Number.MIN_VALUE);
}
