import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Results, resultsJsonSchema } from '../../src/result/index.ts';
import { tiedWithNoise } from '../support/noise-cells.ts';
import { runStrata } from '../support/strata-process.ts';
import { tempFolder } from '../support/temp-folder.ts';

const config = fileURLToPath(new URL('../../experiments/configs/small-dataset.yaml', import.meta.url));

describe('experiments/configs/small-dataset.yaml, as a stranger runs it', () => {
  const folder = tempFolder();
  const run = join(folder, 'reports', 'small-dataset', 'latest');
  let results: Results;

  beforeAll(async () => {
    const { code, stderr } = await runStrata(['experiment', config], { cwd: folder });
    expect(code, stderr).toBe(0);
    results = JSON.parse(readFileSync(join(run, 'results.json'), 'utf8'));
  }, 300_000);

  it('writes results that their schema accepts, and the files beside them', () => {
    const validate = new Ajv2020({ allErrors: true, validateFormats: false }).compile(resultsJsonSchema());
    expect(validate(results), JSON.stringify(validate.errors)).toBe(true);
    for (const file of ['report.html', 'report.md', 'config.resolved.yaml', 'predictions.csv']) {
      expect(existsSync(join(run, file)), file).toBe(true);
    }
  });

  it('compares at least six layers and both baselines, each with at least six models', () => {
    const models = new Map<string, Set<string>>();
    for (const { role, feature, model } of results.cells.filter((cell) => cell.role !== 'control')) {
      const key = `${role} ${feature.layer ?? feature.id}`;
      models.set(key, (models.get(key) ?? new Set()).add(model.type));
    }
    const candidates = [...models.keys()].filter((key) => key.startsWith('candidate'));
    expect(candidates.length).toBeGreaterThanOrEqual(6);
    expect(models.has('baseline raw-pixels')).toBe(true);
    expect(models.has('baseline colour-histogram')).toBe(true);
    for (const [key, types] of models) expect(types.size, key).toBeGreaterThanOrEqual(6);
  });

  it('finds a layer that beats raw pixels by more than chance', () => {
    const { best, liftOverNaive } = results.answer;
    expect(results.cells.find(({ id }) => id === best)!.role).toBe('candidate');
    expect(liftOverNaive!.mean).toBeGreaterThanOrEqual(0.1);
    expect(liftOverNaive!.ci95[0]).toBeGreaterThan(0);
  });

  it('names the tied-best set, which feature spaces of pure noise never enter', async () => {
    const tied = await tiedWithNoise(results, join(run, 'predictions.csv'));
    expect(tied).toEqual(results.answer.tiedBest);
    expect(tied.length).toBeGreaterThan(1);
  });

  it('judges the picking of the best by inner folds', () => {
    const { procedure, comparisons } = results.answer;
    expect(procedure!.picked).toHaveLength(5);
    expect(procedure!.mean).toBeGreaterThan(0.7);
    expect(comparisons!.some(({ verdict }) => verdict === 'worse')).toBe(true);
  });

  it('has every cell tested on the same samples in the same folds', () => {
    const lines = readFileSync(join(run, 'predictions.csv'), 'utf8').trimEnd().split('\n').slice(1);
    const testedOn = new Map<string, string[]>();
    for (const [cell, sample, fold] of lines.map((line) => line.split(','))) {
      testedOn.set(cell!, [...(testedOn.get(cell!) ?? []), `${sample}@${fold}`]);
    }
    expect(testedOn.size).toBe(results.cells.length);
    expect(new Set([...testedOn.values()].map((samples) => samples.join())).size).toBe(1);
  });
});
