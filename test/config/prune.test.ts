import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig, resolvedToYaml } from '../../src/config/index.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { sampleCatalog } from './sample-catalog.ts';

const cwd = tempFolder();

async function resolved(evaluation: string, overrides: readonly string[] = []) {
  const lines = ['dataset: emoji', 'backbone: mobilenet-v3-coco', 'model: svm', `evaluation: ${evaluation}`];
  writeFileSync(join(cwd, 'pets.yaml'), lines.join('\n'));
  return (await loadConfig('pets.yaml', { catalog: sampleCatalog, overrides, cwd })).config;
}

const defaults = { score: 'logme', keep: 3, gap: 0.5 };

describe('evaluation.prune', () => {
  it('is off, on with its defaults, or what the config says', async () => {
    expect((await resolved('{}')).evaluation.prune).toBeUndefined();
    expect((await resolved('{prune: false}')).evaluation.prune).toBeUndefined();
    expect((await resolved('{prune: true}')).evaluation.prune).toEqual(defaults);
    expect((await resolved('{prune: {}}')).evaluation.prune).toEqual(defaults);
    const own = await resolved('{prune: {score: h-score, keep: 1}}');
    expect(own.evaluation.prune).toEqual({ score: 'h-score', keep: 1, gap: 0.5 });
  });

  it('can be set from outside, and survives being spelled out', async () => {
    const config = await resolved('{}', ['evaluation.prune=true']);
    writeFileSync(join(cwd, 'full.yaml'), resolvedToYaml(config));
    const again = await loadConfig('full.yaml', { catalog: sampleCatalog, overrides: [], cwd });
    expect(again.config.evaluation.prune).toEqual(defaults);
  });
});
