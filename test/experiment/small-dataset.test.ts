import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Results, resultsJsonSchema } from '../../src/result/index.ts';
import { findingsOfAxe } from '../support/axe.ts';
import { tiedWithNoise } from '../support/noise-cells.ts';
import { hasBrowser, ReportBrowser } from '../support/report-browser.ts';
import { runStrata } from '../support/strata-process.ts';
import { tempFolder } from '../support/temp-folder.ts';

const config = fileURLToPath(new URL('../../experiments/configs/small-dataset.yaml', import.meta.url));

/** The page's sections, in the order in which they are told. */
const sections = [
  'How deep to tap',
  'The best cells',
  'What it costs',
  'All cells',
  'What is taken for what',
  'The samples on a map',
  'What layers see',
  'How deep a layer the samples need',
  'Clusters and classes',
  'How alike the layers are',
  'What was known before training',
  'Data that deserves a look',
  'Skipped, duplicated, warned about',
  'Run it again',
];

describe('experiments/configs/small-dataset.yaml, as a stranger runs it, on a third of the images', () => {
  const folder = tempFolder();
  const run = join(folder, 'reports', 'small-dataset', 'latest');
  let results: Results;
  let browser: ReportBrowser;

  beforeAll(async () => {
    const { code, stderr } = await runStrata(['experiment', config, '--set', 'dataset.maxPerClass=20'], {
      cwd: folder,
    });
    expect(code, stderr).toBe(0);
    results = JSON.parse(readFileSync(join(run, 'results.json'), 'utf8'));
    if (hasBrowser) browser = await ReportBrowser.launch();
  }, 300_000);
  afterAll(() => browser?.close());

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

  describe.skipIf(!hasBrowser)('its page', () => {
    const page = join(run, 'report.html');
    const looks = [390, 1440].flatMap((width) =>
      (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
    );

    it.each(looks)(
      'is whole, quiet, and without findings of axe at $width px in $colorScheme',
      async (look) => {
        const { page: shown, messages, requests } = await browser.openFile(page, look);
        expect(await shown.locator('main h2').allTextContents()).toEqual(sections);
        expect(await shown.evaluate('document.documentElement.scrollWidth')).toBe(look.width);
        expect(await findingsOfAxe(shown)).toEqual([]);
        expect([messages, requests]).toEqual([[], []]);
        await shown.context().close();
      },
    );

    it('can be dug in from end to end', async () => {
      const { page: shown, messages, requests } = await browser.openFile(page);
      const table = shown.getByRole('region', { name: 'Table of all cells' });
      const rows = table.locator('tbody tr:visible');
      await shown.getByRole('search', { name: 'Cells' }).getByRole('searchbox').fill('raw-pixels');
      expect(await rows.count()).toBe(
        results.cells.filter(({ feature }) => feature.id === 'raw-pixels').length,
      );
      await shown.getByRole('search', { name: 'Cells' }).getByRole('searchbox').fill('');
      await table.getByRole('button', { name: 'Accuracy', exact: true }).click();

      const other = results.answer.comparisons!.find(({ verdict }) => verdict === 'worse')!;
      const panel = shown.getByRole('region', { name: 'Two cells side by side' });
      await panel.getByRole('combobox', { name: 'B', exact: true }).selectOption(other.cell);
      await panel.getByText(/^Only A is right: \d+/).click();
      expect(await panel.locator('.sample-card:visible').count()).toBeGreaterThan(1);

      const matrix = shown.getByRole('grid', { name: /^Confusion matrix/ });
      await matrix.locator('tbody tr').first().locator('td').first().getByRole('button').click();
      const [confusion] = results.cells.find(({ id }) => id === results.answer.best)!.confusion!;
      const dialog = shown.getByRole('dialog');
      expect(await dialog.locator('.sample-card').count()).toBe(Math.min(confusion![0]!, 48));
      await shown.keyboard.press('Escape');

      const map = shown.getByRole('application', { name: 'Map of the samples' });
      await map.focus();
      await shown.keyboard.press('ArrowRight');
      await shown.keyboard.press('Enter');
      const neighbours = shown.getByRole('region', { name: 'Neighbours of the pinned sample' });
      expect(await neighbours.locator('.neighbours > li').count()).toBeGreaterThanOrEqual(8);
      expect([messages, requests]).toEqual([[], []]);
      await shown.context().close();
    });
  });
});
