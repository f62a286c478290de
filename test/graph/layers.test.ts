import { describe, expect, it } from 'vitest';
import { weightBytes } from '../../src/graph/index.ts';
import { layersOf, smallNet } from '../support/small-net.ts';

describe('listLayers', () => {
  it('lists float tensors with one row per image, shallow to deep', async () => {
    const layers = await layersOf(smallNet());
    expect(layers.map(({ name, operator, shape }) => [name, operator, shape.join('×')])).toEqual([
      ['stem', 'Conv', '4×6×6'],
      ['block', 'Conv', '4×6×6'],
      ['sum', 'Add', '4×6×6'],
      ['sum/relu', 'Relu', '4×6×6'],
      ['down', 'Conv', '8×3×3'],
      ['down/positions', 'Reshape', '8×9'],
      ['tokens', 'Transpose', '9×8'],
      ['pooled', 'GlobalAveragePool', '8×1×1'],
      ['vector', 'Reshape', '8'],
      ['logits', 'Gemm', '5'],
      ['probability', 'Softmax', '5'],
    ]);
  });

  it('gives depth as the share of multiply-accumulates and counts the weights above', async () => {
    const stem = 36 * 4 * 3;
    const block = 36 * 4 * 4 * 9;
    const down = 9 * 8 * 4 * 4;
    const total = stem + block + down + 8 * 5;
    const layers = new Map((await layersOf(smallNet())).map((layer) => [layer.name, layer]));
    expect(layers.get('stem')!.depth).toBeCloseTo(stem / total, 12);
    expect(layers.get('sum')!.depth).toBeCloseTo((stem + block) / total, 12);
    expect(layers.get('vector')!.depth).toBeCloseTo((total - 40) / total, 12);
    expect(layers.get('probability')!.depth).toBe(1);
    expect(layers.get('sum')!.macs).toBe(stem + block);
    expect(layers.get('probability')!.macs).toBe(total);
    expect(layers.get('stem')!.parameters).toBe(12);
    expect(layers.get('tokens')!.parameters).toBe(12 + 144 + 128);
    expect(layers.get('logits')!.parameters).toBe(12 + 144 + 128 + 40);
  });

  it('measures depth within the trunk', async () => {
    const trunk = await layersOf(smallNet(), (name) => name.startsWith('s'));
    expect(trunk.map(({ name }) => name)).toEqual(['stem', 'sum', 'sum/relu']);
    expect(trunk.at(-1)!.depth).toBe(1);
  });

  it('counts the bytes of weights', () => {
    expect(weightBytes(smallNet())).toBe(4 * (12 + 144 + 128 + 40) + 8 * (3 + 2));
  });
});
