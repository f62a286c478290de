import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { backbones, openBackbone } from '../../src/backbone/index.ts';
import { silentEffects } from '../../src/core/index.ts';
import { tempFolder } from '../support/temp-folder.ts';

describe('cards', () => {
  it('are the files of the folder', () => {
    const files = readdirSync(new URL('../../src/backbone/cards', import.meta.url));
    expect([...backbones.ids].sort()).toEqual(files.map((file) => file.replace('.ts', '')).sort());
  });

  const embedded = backbones.entries.filter(({ source }) => source.kind === 'npm');
  it.each(embedded)('$id holds what it claims', async (card) => {
    const backbone = await openBackbone(card.id, silentEffects());
    expect(backbone.stages).toEqual(card.stages);
    expect(backbone.stages.length).toBeGreaterThanOrEqual(7);
    const depths = backbone.select('stages').map(({ depth }) => depth);
    expect(depths).toEqual([...depths].sort((a, b) => a - b));
    expect(depths.at(-1)).toBe(1);
    expect(new Set(backbone.layers.map(({ name }) => name)).size).toBe(backbone.layers.length);
    if (card.source.kind === 'npm') expect(backbone.weightsHash).toBe(card.source.sha256);
  });

  const hub = backbones.entries.filter(({ source }) => source.kind === 'hub');
  it.each(hub)(
    '$id says where its weights are, how large, and what to do without a network',
    async (card) => {
      const { source, stages, modality, input } = card;
      if (source.kind !== 'hub') throw new TypeError(card.id);
      expect(source.repo).toMatch(/^[\w.-]+\/[\w.-]+$/);
      expect(source.revision).toMatch(/^([0-9a-f]{40}|main)$/);
      expect(source.files[0]).toMatch(/\.onnx$/);
      expect(source.megabytes).toBeGreaterThan(1);
      expect(card.paper).toMatch(/^https:\/\//);
      expect(stages.length).toBeGreaterThanOrEqual(6);
      expect(new Set(stages).size).toBe(stages.length);
      if (modality === 'image') expect(input.resizeTo ?? 224).toBeGreaterThanOrEqual(Math.max(...input.size));
      const effects = silentEffects({
        cwd: tempFolder(),
        env: { HF_HOME: tempFolder(), HF_HUB_OFFLINE: '1' },
      });
      await expect(openBackbone(card.id, effects)).rejects.toThrow(
        expect.objectContaining({
          name: 'BackboneError',
          message: expect.stringMatching(
            new RegExp(
              `"${source.files[0]}" of ${source.repo} is not in the cache .* ${card.id}.onnx with --weights`,
            ),
          ),
        }),
      );
    },
  );
});
