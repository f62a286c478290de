import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingsOfAxe } from '../../support/axe.ts';
import { hasBrowser, ReportBrowser } from '../../support/report-browser.ts';
import { multiLabelRun, regressionRun } from '../../support/target-exploration.ts';

describe.skipIf(!hasBrowser)('map of samples without classes', () => {
  let browser: ReportBrowser;
  beforeAll(async () => {
    browser = await ReportBrowser.launch();
  });
  afterAll(() => browser?.close());

  const options = (page: Page) => page.getByLabel('Colour by').locator('option').allTextContents();
  const groups = (page: Page) => page.getByRole('group', { name: 'Shown' }).locator('li bdi');

  it('shows numbers by their ranges and by their errors, and what each cell made of a sample', async () => {
    const run = await regressionRun();
    const { page, messages } = await browser.open(run);
    const { targetName = 'Number' } = run.results.dataset;
    expect(await options(page)).toEqual([targetName, 'Fold', 'Size of the error']);
    expect(await groups(page).count()).toBe(5);
    await page.getByLabel('Colour by').selectOption('error');
    const errors = await groups(page).allTextContents();
    expect(errors).toHaveLength(4);
    for (const name of errors) expect(name).toMatch(/^Off by [\d.]+–[\d.]+$/);
    expect(await page.locator('.map-note').textContent()).toContain('Errors are those of');

    await page.getByRole('application', { name: 'Map of the samples' }).focus();
    for (const key of ['ArrowRight', 'Enter']) await page.keyboard.press(key);
    const pinned = page.getByRole('region', { name: 'Neighbours of the pinned sample' });
    const id = (await pinned.getByRole('heading').textContent())!.replace('Nearest neighbours of ', '');
    const { exploration, results } = run;
    const row = exploration.samples.ids.indexOf(id);
    const number = exploration.samples.numbers![row]!;
    const test = exploration.tests!.rows.indexOf(row);
    const predictedBy = (cell: string) =>
      exploration.predictedNumbers!.find((of) => of.cell === cell)!.predicted[test]!;
    const card = await pinned.locator('.sample-card').textContent();
    const predicted = predictedBy(results.answer.best);
    expect(card).toContain(`${number.toFixed(1)}Predicted ${predicted.toFixed(1).replace('-', '\u2212')}`);
    expect(await pinned.textContent()).not.toContain('another class');
    expect(await pinned.locator('.neighbours-of').first().textContent()).toMatch(
      /mean of 6 neighbours: \d+\.\d$/,
    );
    await pinned.locator('.sample-card').click();
    const rows = page.getByRole('dialog').locator('tbody tr');
    expect(await rows.count()).toBe(results.cells.length);
    await page.keyboard.press('Escape');

    await page.getByRole('application', { name: 'Map of the samples' }).focus();
    for (const key of ['Shift+ArrowRight', 'Shift+ArrowUp', 'Enter']) await page.keyboard.press(key);
    const [tile] = run.exploration.atlas!.tiles;
    const tiles = page.getByRole('group', { name: 'Tiles of the atlas' }).getByRole('button');
    expect(await tiles.first().textContent()).toBe(`${tile!.count} samples`);
    const bars = page.locator('.map-selected .class-bars li');
    expect(await bars.count()).toBe(5);
    expect(messages).toEqual([]);
    await page.context().close();
  });

  it('opens the samples that are farthest off', async () => {
    const { results, exploration } = await regressionRun();
    const [chosen, ...others] = results.targets!.regression!;
    const samples = chosen!.samples.with(0, exploration.samples.ids[7]!);
    const actual = chosen!.actual.with(0, 1000);
    const targets = { regression: [{ ...chosen!, samples, actual }, ...others] };
    const { page } = await browser.open({ results: { ...results, targets }, exploration }, { width: 390 });
    const worst = page.getByRole('row', { name: exploration.samples.ids[7]! });
    await worst.getByRole('button').click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('heading').textContent()).toBe(exploration.samples.ids[7]);
    const [inside, shown] = await dialog
      .locator('.dialog-body')
      .evaluate(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth]);
    expect(inside).toBe(shown);
    await page.context().close();
  });

  it('shows sets of labels by the rarest and by what is wrong', async () => {
    const { page, messages } = await browser.open(await multiLabelRun());
    expect(await options(page)).toEqual(['Rarest label', 'Fold', 'Wrong labels']);
    expect(await groups(page).allTextContents()).toEqual(['blue', 'green', 'red', 'yellow', 'No label']);
    await page.getByLabel('Colour by').selectOption('missed-labels');
    expect(await groups(page).first().textContent()).toBe('All labels right');
    await page.getByRole('application', { name: 'Map of the samples' }).focus();
    for (const key of ['ArrowRight', 'Enter']) await page.keyboard.press(key);
    const card = await page.locator('.map-pinned .sample-card').textContent();
    expect(card).toMatch(/✓ all labels right$|✗ missed [a-z, ]+$/);
    expect(messages).toEqual([]);
    await page.context().close();
  });

  it.each([
    [390, 'dark'],
    [1440, 'light'],
  ] as const)('fits and is accessible at %i px in %s', async (width, colorScheme) => {
    for (const run of [await regressionRun(), await multiLabelRun()]) {
      const { page, messages } = await browser.open(run, { width, colorScheme });
      await page.getByRole('application', { name: 'Map of the samples' }).focus();
      for (const key of ['ArrowRight', 'Enter', 'Shift+ArrowRight', 'Shift+ArrowUp', 'Enter']) {
        await page.keyboard.press(key);
      }
      await page.locator('.map-selected').waitFor();
      const sections = ['map', 'predictions'].map((id) => `section[aria-labelledby="${id}-heading"]`);
      expect(await findingsOfAxe(page, ...sections)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      expect(messages).toEqual([]);
      await page.context().close();
    }
  });
});
