import { describe, expect, it } from 'vitest';
import {
  buildModel,
  encodeModel,
  type Layer,
  node,
  type Pooling,
  pooledSize,
  tapModel,
  tapName,
} from '../../src/graph/index.ts';
import { createSession } from '../../src/runtime/index.ts';

/** Tokens that pass unchanged, so that the pooling is all there is. */
const model = buildModel({
  inputs: [{ name: 'x', shape: ['N', 'T', 2] }],
  outputs: ['tokens'],
  nodes: [node('Identity', ['x'], ['tokens'])],
});
const layers: Layer[] = [
  { name: 'tokens', operator: 'Identity', shape: [-1, 2], depth: 1, macs: 0, parameters: 0 },
];

/** Two samples of three places, the second padded from its second place on with values that must not count. */
const x = Float32Array.of(1, -2, 3, -4, 8, -9, 5, -6, 1e6, -1e6, 1e6, 1e6);
const attention = BigInt64Array.of(1n, 1n, 1n, 1n, 0n, 0n);

async function pooled(pooling: Pooling, mask?: string): Promise<number[]> {
  const tap = { layer: 'tokens', pooling };
  const tapped = tapModel(model, [tap], layers, mask === undefined ? {} : { mask });
  const session = await createSession(encodeModel(tapped));
  const outputs = await session.run({
    x: { type: 'float32', data: x, dims: [2, 3, 2] },
    ...(session.inputNames.includes('mask') && {
      mask: { type: 'int64', data: attention, dims: [2, 3] } as const,
    }),
  });
  await session.release();
  expect(outputs[tapName(tap)]!.dims).toEqual([2, pooledSize(layers[0]!, pooling)]);
  return [...(outputs[tapName(tap)]!.data as Float32Array)];
}

describe('pooling of tokens', () => {
  it.each<[Pooling, number[]]>([
    ['mean', [4, -5, 5, -6]],
    ['max', [8, -2, 5, -6]],
    ['mean+max', [4, -5, 8, -2, 5, -6, 5, -6]],
    ['cls', [1, -2, 5, -6]],
    ['last-token', [8, -9, 5, -6]],
  ])('by %s leaves padding out', async (pooling, expected) => {
    expect(await pooled(pooling, 'mask')).toEqual(expected);
  });

  it('by gem leaves padding out, and clips from below', async () => {
    const expected = [Math.cbrt((1 + 27 + 512) / 3), 1e-6, 5, 1e-6];
    for (const [i, value] of (await pooled('gem', 'mask')).entries())
      expect(value).toBeCloseTo(expected[i]!, 5);
  });

  it('counts every place without a mask', async () => {
    expect(await pooled('max')).toEqual([8, -2, 1e6, 1e6]);
  });

  it('takes the last of a fixed number of tokens', async () => {
    const fixed = [{ ...layers[0]!, shape: [3, 2] }];
    const tapped = tapModel(model, [{ layer: 'tokens', pooling: 'last-token' }], fixed);
    const session = await createSession(encodeModel(tapped));
    const outputs = await session.run({ x: { type: 'float32', data: x, dims: [2, 3, 2] } });
    expect([...(outputs['tokens::last-token']!.data as Float32Array)]).toEqual([8, -9, 1e6, 1e6]);
  });

  it.each<[Pooling, number[], string]>([
    ['cls', [4, 6, 6], 'hold tokens (T, D): its shape is 4×6×6'],
    ['last-token', [4, 6, 6], 'hold tokens (T, D): its shape is 4×6×6'],
    ['flatten', [-1, 384], 'have the same size for every sample: its shape is ?×384'],
  ])('refuses %s of %j', (pooling, shape, rule) => {
    expect(() => pooledSize({ name: 'block', shape }, pooling)).toThrow(
      `Cannot pool layer "block" by "${pooling}" as the layer must ${rule}`,
    );
  });
});
