import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { silentEffects } from '../../../src/core/index.ts';
import { datasets } from '../../../src/dataset/index.ts';
import { copyTrial, labelTrial } from '../../support/fault-trials.ts';
import { extractImages, extractTexts, writeCopies } from '../../support/planted-copies.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const assets = process.env.STRATA_ASSETS;

describe.skipIf(!assets)('faults in real data', () => {
  const effects = silentEffects();

  it('finds copies of photos', async () => {
    const options = { path: join(assets!, 'images', 'hymenoptera'), extensions: ['.jpg'] };
    const { samples } = await datasets.get('image-folder').load(options, effects);
    const folder = tempFolder();
    const copies = await writeCopies(
      samples.filter((_, i) => i % 10 === 0),
      folder,
      1,
    );
    const planted = [...copies.values()].flat().map(({ copy }) => copy);
    const spaces = await extractImages([...samples, ...planted], join(folder, 'features'));
    const trial = await copyTrial({ samples, copies, all: [...samples, ...planted], spaces, seed: 2 });
    expect(trial.found).toBeGreaterThanOrEqual(0.9);
    expect(trial.falseAlarms).toBeLessThan(0.02);
  });

  it('finds changed labels of text messages', async () => {
    const text = datasets.get('text');
    const path = join(assets!, 'text', 'sms.tsv');
    const sms = await text.load(text.options.parse({ path, columns: { text: 'msg' } }), effects);
    const samples = sms.samples.filter((_, i) => i % 8 === 0);
    const spaces = await extractTexts(samples, join(tempFolder(), 'features'));
    const { precision } = await labelTrial({ samples, spaces, seed: 1 });
    expect(precision).toBeGreaterThanOrEqual(0.7);
  });
});
