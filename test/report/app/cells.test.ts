import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flipsBetween } from '../../../src/report/app/model/flips.ts';
import type { Exploration, Results } from '../../../src/result/index.ts';
import { explorationFixture } from '../../support/exploration-fixture.ts';
import { hostileResults } from '../../support/hostile-results.ts';
import { hasBrowser, ReportBrowser } from '../../support/report-browser.ts';

describe.skipIf(!hasBrowser)('table of all cells', () => {
  let browser: ReportBrowser;
  let fixture: { results: Results; exploration: Exploration };
  let compared: { results: Results; exploration: Exploration };
  beforeAll(async () => {
    browser = await ReportBrowser.launch();
    fixture = await explorationFixture();
    const { results, exploration } = fixture;
    const others = results.cells.filter(({ id }) => id !== results.answer.best);
    const comparisons = others.map(({ id: cell }, i) => ({
      cell,
      p: 0.2,
      pHolm: 0.3,
      pAdjusted: 0.04,
      difference: { mean: 0.01 * (i + 1), ci95: [0.005, 0.02 * (i + 1)] as const },
      verdict: 'worse' as const,
      tests: {},
    }));
    compared = { results: { ...results, answer: { ...results.answer, comparisons } }, exploration };
  });
  afterAll(() => browser?.close());

  const tableOf = (page: Page) => page.getByRole('region', { name: 'Table of all cells' });
  const panelOf = (page: Page) => page.getByRole('region', { name: 'Two cells side by side' });
  const scores = async (page: Page, column: string) => {
    const heads = await tableOf(page).getByRole('columnheader').allTextContents();
    const at = heads.findIndex((head) => head.startsWith(column));
    const texts = await tableOf(page)
      .locator(`tbody tr:visible > :nth-child(${at + 1})`)
      .allTextContents();
    return texts.map((text) => Number.parseFloat(text));
  };

  it('sorts by a column, what is best first, and turns round', async () => {
    const { page, messages } = await browser.open(fixture);
    const sort = (name: string) => tableOf(page).getByRole('button', { name, exact: true }).click();
    await sort('Log loss');
    const head = tableOf(page).getByRole('columnheader', { name: 'Log loss' });
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    const known = (values: readonly number[]) => values.filter((value) => !Number.isNaN(value));
    const rising = await scores(page, 'Log loss');
    expect(known(rising)).toEqual(known(rising).toSorted((a, b) => a - b));
    expect(rising.slice(known(rising).length).every(Number.isNaN)).toBe(true);
    await sort('Log loss');
    const falling = await scores(page, 'Log loss');
    expect(known(falling)).toEqual(known(rising).toReversed());
    expect(falling.slice(known(falling).length).every(Number.isNaN)).toBe(true);
    await sort('Accuracy');
    const accuracies = await scores(page, 'Accuracy');
    expect(accuracies).toEqual(accuracies.toSorted((a, b) => b - a));
    expect(await head.getAttribute('aria-sort')).toBeNull();
    expect(messages).toEqual([]);
    await page.context().close();
  });

  it('filters by model and role and searches, all together', async () => {
    const { page } = await browser.open(fixture);
    const bar = page.getByRole('search', { name: 'Cells' });
    const rows = tableOf(page).locator('tbody tr:visible');
    const all = fixture.results.cells.length;
    expect(await rows.count()).toBe(all);
    await bar.getByLabel('Model').selectOption('linear SVM');
    await bar.getByLabel('Role').selectOption('baseline');
    expect(await rows.count()).toBe(2);
    await bar.getByLabel('Search').fill('pixels RAW');
    expect(await rows.getByRole('rowheader').allTextContents()).toEqual(['raw-pixels']);
    expect(await bar.getByRole('status').textContent()).toBe(`1 of ${all} cells`);
    await page.context().close();
  });

  it('sets two cells side by side: the difference of the run where it has one', async () => {
    const { page } = await browser.open(compared);
    const other = compared.results.cells.find(
      ({ id }) => id === compared.results.answer.comparisons![0]!.cell,
    )!;
    await panelOf(page).getByRole('combobox', { name: 'B', exact: true }).selectOption(other.id);
    const said = panelOf(page).getByRole('status');
    expect(await said.textContent()).toMatch(
      /^A is 1\.0.points ahead in accuracy \(95.% interval \+0\.5 to \+2\.0\)\./,
    );
    expect(await said.textContent()).toMatch(
      /Paired difference of the run.* 70 comparisons .* adjusted p is 0\.040/,
    );
    await panelOf(page).getByRole('combobox', { name: 'A', exact: true }).selectOption(other.id);
    await panelOf(page)
      .getByRole('combobox', { name: 'B', exact: true })
      .selectOption(compared.results.answer.best);
    expect(await said.textContent()).toMatch(/^B is 1\.0.points ahead/);
    await page.context().close();
  });

  it('works the difference of other pairs out, and shows the samples that flip', async () => {
    const { page, messages, requests } = await browser.open(compared);
    const rows = tableOf(page).locator('tbody tr');
    await rows
      .nth(3)
      .getByRole('button', { name: /^A: show/ })
      .click();
    await rows
      .nth(5)
      .getByRole('button', { name: /^B: compare/ })
      .click();
    const said = panelOf(page).getByRole('status');
    expect(await said.textContent()).toMatch(
      /worked out in this page from the predictions: 2,000 resamples .* seed 7/,
    );
    const [a, b] = await Promise.all(
      ['A', 'B'].map((label) =>
        panelOf(page).getByRole('combobox', { name: label, exact: true }).inputValue(),
      ),
    );
    const { onlyA } = flipsBetween(compared.exploration, a!, b!)!;
    await panelOf(page).getByText(`Only A is right: ${onlyA.length}`).click();
    const cards = panelOf(page).locator('.sample-card:visible');
    expect(await cards.count()).toBe(onlyA.length);
    for (const card of await cards.all()) {
      expect(
        await card.locator('.outcome').evaluateAll((said) => said.map(({ className }) => className)),
      ).toEqual(['outcome right', 'outcome wrong']);
    }
    const id = compared.exploration.samples.ids[onlyA[0]!.row]!;
    await cards.first().click();
    const dialog = page.getByRole('dialog', { name: id });
    expect(await dialog.getByRole('row').count()).toBe(compared.results.cells.length + 1);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect([messages, requests]).toEqual([[], []]);
    await page.context().close();
  });

  it('says which cell the page shows, and leads back', async () => {
    const { page } = await browser.open(fixture);
    const bar = page.getByRole('complementary', { name: 'The cell that this page shows' });
    expect(await bar.count()).toBe(0);
    const row = tableOf(page).locator('tbody tr').nth(4);
    await row.getByRole('button', { name: /^A: show/ }).press('Enter');
    expect(await row.getByRole('button', { name: /^A: show/ }).getAttribute('aria-pressed')).toBe('true');
    expect(await bar.textContent()).toContain('Accuracy');
    await bar.getByRole('button', { name: 'Back to the best' }).click();
    expect(await bar.count()).toBe(0);
    await page.context().close();
  });

  it.each([
    [390, 'dark'],
    [1440, 'light'],
  ] as const)('is accessible and fits at %i px in %s', async (width, colorScheme) => {
    const { page } = await browser.open(compared, { width, colorScheme });
    await tableOf(page)
      .locator('tbody tr')
      .nth(5)
      .getByRole('button', { name: /^B: compare/ })
      .click();
    await panelOf(page)
      .getByText(/^Only A is right/)
      .click();
    const found = await new AxeBuilder({ page }).include('[data-island="cells"]').analyze();
    expect(found.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.context().close();
  });

  it('shows hostile names as text', async () => {
    const { page, messages } = await browser.open({ results: hostileResults() });
    await tableOf(page)
      .locator('tbody tr')
      .nth(5)
      .getByRole('button', { name: /^B: compare/ })
      .click();
    expect(await panelOf(page).getByRole('status').textContent()).toContain('No paired difference');
    expect(await page.locator('img, iframe, a').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(2);
    expect(messages).toEqual([]);
    await page.context().close();
  });
});
