import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { backbones, openBackbone } from '../../src/backbone/index.ts';
import { silentEffects } from '../../src/core/index.ts';

describe('cards', () => {
  it('are the files of the folder', () => {
    const files = readdirSync(new URL('../../src/backbone/cards', import.meta.url));
    expect([...backbones.ids].sort()).toEqual(files.map((file) => file.replace('.ts', '')).sort());
  });

  it.each(backbones.entries)('$id holds what it claims', async (card) => {
    const backbone = await openBackbone(card.id, silentEffects());
    expect(backbone.stages).toEqual(card.stages);
    expect(backbone.stages.length).toBeGreaterThanOrEqual(8);
    const depths = backbone.select('stages').map(({ depth }) => depth);
    expect(depths).toEqual([...depths].sort((a, b) => a - b));
    expect(depths.at(-1)).toBe(1);
    expect(new Set(backbone.layers.map(({ name }) => name)).size).toBe(backbone.layers.length);
    if (card.source.kind === 'npm') expect(backbone.weightsHash).toBe(card.source.sha256);
  });
});
