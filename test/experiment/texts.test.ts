import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { encodeModel } from '../../src/graph/index.ts';
import { type Results, resultsJsonSchema } from '../../src/result/index.ts';
import { smallNet } from '../support/small-net.ts';
import { runStrataHere } from '../support/strata-here.ts';
import { tempFolder } from '../support/temp-folder.ts';

const config = fileURLToPath(new URL('../../experiments/configs/small-text.yaml', import.meta.url));
const small = [
  '--set',
  'dataset.maxPerClass=30',
  '--set',
  'dataset.part=message',
  '--set',
  'models=[nearest-centroid]',
  '--set',
  'runtime.threads=1',
];

describe('an experiment on texts', () => {
  const folder = tempFolder();

  it('compares layers with the bag of words, and reports the texts that were cut off', async () => {
    const { code, stdout, stderr } = await runStrataHere(['experiment', config, ...small], { cwd: folder });
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('Data: 60 texts in 2 classes (spam-assassin)');
    const run = join(folder, 'reports', 'small-text', 'latest');
    const results: Results = JSON.parse(readFileSync(join(run, 'results.json'), 'utf8'));
    const validate = new Ajv2020({ allErrors: true, validateFormats: false }).compile(resultsJsonSchema());
    expect(validate(results), JSON.stringify(validate.errors)).toBe(true);
    expect(results.dataset.modality).toBe('text');
    const roles = results.cells.map(({ role, feature }) => `${role} ${feature.kind}`);
    expect(new Set(roles)).toEqual(new Set(['candidate deep', 'baseline bag-of-words', 'control deep']));
    expect(results.answer.naive).toBe('bag-of-words + nearest-centroid');
    const cut = /^Backbone "use-lite" reads at most 128 tokens, so the end of \d\d of 60 texts is cut off$/;
    expect(results.warnings).toEqual([expect.stringMatching(cut)]);
    expect(readFileSync(join(run, 'report.md'), 'utf8')).toContain('reads at most 128 tokens');

    const again = await runStrataHere(['experiment', config, ...small], { cwd: folder });
    expect(again.stdout).toContain('Features: 0 texts extracted, 60 from the store');
    expect(again.stderr).toContain('is cut off');
  }, 120_000);

  it('refuses a graph that takes images', async () => {
    writeFileSync(join(folder, 'images.onnx'), encodeModel(smallNet()));
    const set = ['--set', 'features=[{backbone: ./images.onnx}]'];
    const { code, stderr } = await runStrataHere(['experiment', config, ...small, ...set], { cwd: folder });
    expect(stderr).toContain(
      'Cannot use backbone "images" on the data set "spam-assassin" as its samples must be images: they are texts',
    );
    expect(code).toBe(4);
  }, 60_000);
});
