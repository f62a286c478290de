import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '../../../src/result/index.ts';
import { hasBrowser, ReportBrowser } from '../../support/report-browser.ts';
import { resultsFixture } from '../../support/results-fixture.ts';

describe.skipIf(!hasBrowser)('figures that tell of their cells', () => {
  let browser: ReportBrowser;
  const run: { readonly results: Results } = { results: resultsFixture() };
  beforeAll(async () => {
    browser = await ReportBrowser.launch();
  });
  afterAll(() => browser?.close());

  const marksOf = (page: Page, figure: string) => page.locator(`#${figure}`).getByRole('button');
  const chosenText = (page: Page) => page.locator('.chosen-cell').textContent();

  it.each(['layer-curve', 'comparison', 'cost'])(
    '%s: pointing tells of the cell, a click chooses it',
    async (figure) => {
      const { page, messages } = await browser.open(run);
      const mark = marksOf(page, figure).nth(-3);
      await mark.scrollIntoViewIfNeeded();
      await mark.hover();
      const [title, score] = (await mark.getAttribute('aria-label'))!.split(/: (?=Accuracy)/);
      const tooltip = page.locator('.tooltip');
      expect(await tooltip.locator('b').textContent()).toBe(title);
      expect(await tooltip.textContent()).toContain(score);
      await mark.click();
      expect(await mark.getAttribute('aria-pressed')).toBe('true');
      expect(await chosenText(page)).toContain(title);
      expect(messages).toEqual([]);
      await page.context().close();
    },
  );

  it('is one stop of the Tab key, in which arrow keys move and Enter chooses', async () => {
    const { page } = await browser.open(run, { width: 390 });
    const marks = marksOf(page, 'comparison');
    expect(await page.locator('#comparison [tabindex="0"]:visible').count()).toBe(1);
    await page.locator('#comparison [tabindex="0"]:visible').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const focused = page.locator('#comparison :focus');
    expect(await focused.getAttribute('aria-label')).toBe(await marks.nth(2).getAttribute('aria-label'));
    await page.locator('.tooltip').waitFor({ state: 'visible' });
    await page.keyboard.press('Enter');
    expect(await focused.getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('Escape');
    expect(await page.locator('.tooltip').isVisible()).toBe(false);
    await page.context().close();
  });

  it('has a small mark for every model, and can be switched to any of them', async () => {
    const { page } = await browser.open(run);
    const curve = page.locator('#layer-curve');
    const candidates = run.results.cells.filter(({ role }) => role === 'candidate');
    expect(await marksOf(page, 'layer-curve').count()).toBe(candidates.length);
    await curve.getByLabel('Strong line').selectOption({ label: 'random forest' });
    const marks = await marksOf(page, 'layer-curve').evaluateAll((shown) =>
      shown.map((mark) => mark.getAttribute('aria-label')),
    );
    expect(marks).toHaveLength(8);
    expect(marks.every((label) => label!.includes('random forest'))).toBe(true);
    expect(await curve.locator('figcaption:visible').textContent()).toContain(
      'The strong line is random forest',
    );
    await page.context().close();
  });

  it('shows what layers cost in other terms', async () => {
    const { page } = await browser.open(run);
    const figure = page.locator('#cost');
    await figure
      .getByRole('combobox', { name: 'Cost' })
      .selectOption({ label: 'milliseconds for one sample, all tapped layers in one pass' });
    expect(await marksOf(page, 'cost').count()).toBe(3);
    expect(await figure.locator('figcaption:visible').textContent()).toMatch(
      /^Milliseconds .*Diamonds are baselines/,
    );
    await page.context().close();
  });

  it('stays whole without JavaScript: one drawing of each figure', async () => {
    const { page } = await browser.open(run, { javaScriptEnabled: false });
    expect(await page.locator('#layer-curve svg:visible').count()).toBe(1);
    expect(await page.locator('select, button').count()).toBe(0);
    await page.context().close();
  });

  it.each([
    [390, 'dark'],
    [1440, 'light'],
  ] as const)('is accessible at %i px in %s', async (width, colorScheme) => {
    const { page } = await browser.open(run, { width, colorScheme });
    await marksOf(page, 'cost').nth(2).focus();
    const axe = new AxeBuilder({ page }).include('#layer-curve').include('#comparison').include('#cost');
    const { violations } = await axe.analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await page.context().close();
  });
});
