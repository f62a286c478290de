import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { silentEffects } from '../../../src/core/index.ts';
import { exploreRun, writeExplored } from '../../../src/experiment/exploration/explore.ts';
import { readExploration } from '../../../src/result/index.ts';
import { type MadeRun, madeInput } from '../../support/exploration-input.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const spaces: MadeRun['spaces'] = [
  { id: 'net/1:mean', kind: 'deep', backbone: 'net', pooling: 'mean', depth: 0.5 },
  { id: 'net/2:mean', kind: 'deep', backbone: 'net', pooling: 'mean', depth: 1 },
  { id: 'raw-pixels', kind: 'raw-pixels' },
];
const accuracies = { 'net/2:mean': 0.9 };

/** Effects that keep the journal in a folder of their own, and the titles of what was worked on. */
function recording() {
  const titles: string[] = [];
  const progress = {
    start: (title: string) => {
      titles.push(title);
      return { advance: () => {}, stop: () => {} };
    },
  };
  return { titles, effects: silentEffects({ progress, cwd: tempFolder() }) };
}

async function imagesIn(folder: string, n: number): Promise<(i: number) => { file: string }> {
  for (let i = 0; i < n; i++) {
    const background = { r: 40 * (i % 3), g: 5 * i, b: 90 };
    await sharp({ create: { width: 20, height: 20, channels: 3, background } })
      .png()
      .toFile(join(folder, `${i}.png`));
  }
  return (i) => ({ file: join(folder, `${i}.png`) });
}

describe('exploreRun', () => {
  it('prepares every part of a run on images, and repeats none of it', async () => {
    const contentOf = await imagesIn(tempFolder(), 36);
    const input = madeInput({ n: 36, nClasses: 3, modality: 'image', contentOf, spaces, accuracies });
    const { effects, titles } = recording();
    const explored = (await exploreRun(input, effects))!;
    const folder = tempFolder();
    await writeExplored(explored, folder);
    const exploration = await readExploration(join(folder, 'exploration.json'));
    expect(readdirSync(folder)).toEqual(['exploration.json']);
    expect(exploration.samples.thumbnails!.sheets).toHaveLength(1);
    expect(exploration.maps.map(({ feature, method }) => `${feature} ${method}`)).toEqual([
      'net/2:mean pca',
      'raw-pixels pca',
      'net/2:mean umap',
      'raw-pixels umap',
      'net/2:mean t-sne',
      'raw-pixels t-sne',
    ]);
    expect(exploration.neighbours.map(({ feature }) => feature)).toEqual(spaces.map(({ id }) => id));
    expect(exploration.predictionDepth!.features).toEqual(['net/1:mean', 'net/2:mean']);
    expect(exploration.units[0]!.feature).toBe('net/2:mean');
    expect(exploration.clusters).toMatchObject({ feature: 'net/2:mean', purity: 1 });
    const { tiles, columns } = exploration.atlas!;
    expect(columns).toBe(3);
    expect(tiles.reduce((sum, { count }) => sum + count, 0)).toBe(36);
    expect(titles).toEqual([
      'Drawing thumbnails',
      'Drawing maps',
      'Finding clusters',
      'Finding neighbours',
      'Drawing the atlas',
    ]);

    const again = await exploreRun(input, effects);
    expect(again).toEqual(explored);
    expect(titles).toHaveLength(5);
    await exploreRun({ ...input, resume: false }, effects);
    expect(titles).toHaveLength(10);
  }, 60_000);

  it('shows how texts begin, in characters that are whole', async () => {
    const contentOf = (i: number) => ({ text: `${'😀'.repeat(400)} ${i}` });
    const input = madeInput({ n: 12, nClasses: 2, modality: 'text', contentOf, spaces, accuracies });
    const { exploration, files } = (await exploreRun(input, recording().effects))!;
    expect(exploration.samples.texts).toEqual(Array(12).fill('😀'.repeat(300)));
    expect(exploration.samples.thumbnails).toBeUndefined();
    expect(exploration.atlas).toBeUndefined();
    expect(exploration.maps).toHaveLength(6);
    expect(files.size).toBe(0);
  }, 60_000);

  it('holds numbers, and leaves out what needs classes, where numbers are predicted', async () => {
    const input = madeInput({ n: 12, nClasses: 2, task: 'regression', spaces, model: 'ridge-regression' });
    const { exploration } = (await exploreRun(input, recording().effects))!;
    const { samples, predictedNumbers, predictions, top, predictionDepth, units, clusters } = exploration;
    expect(samples.numbers).toEqual(Array.from({ length: 12 }, (_, i) => (i % 2) + 0.5));
    expect(predictedNumbers).toHaveLength(3);
    expect({ predictionDepth, clusters }).toEqual({});
    expect({ predictions, top, units }).toEqual({ predictions: [], top: [], units: [] });
    expect(exploration.maps).toHaveLength(6);
    expect(exploration.neighbours).toHaveLength(3);
  }, 60_000);

  it('does nothing where the config does not ask for it', async () => {
    const input = madeInput({ n: 12, nClasses: 2, spaces });
    const { prepared } = input;
    const config = { ...prepared.config, report: { ...prepared.config.report, explore: false } };
    const { effects, titles } = recording();
    expect(await exploreRun({ ...input, prepared: { ...prepared, config } }, effects)).toBeUndefined();
    expect(titles).toEqual([]);
  });

  it('stops where it is told to', async () => {
    const stop = new AbortController();
    stop.abort();
    const effects = { ...recording().effects, signal: stop.signal };
    await expect(exploreRun(madeInput({ n: 12, nClasses: 2, spaces }), effects)).rejects.toThrow(
      'nterrupted',
    );
  }, 60_000);
});
