import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mistakesIn } from '../../../src/report/app/model/mistakes.ts';
import { isRight, outcomesOf } from '../../../src/report/app/model/outcomes.ts';
import { depthGroups } from '../../../src/report/app/model/prediction-depth.ts';
import { plainText } from '../../../src/report/plain-text.ts';
import { parseExploration, parseResults, type ResultCell } from '../../../src/result/index.ts';
import { explorationFixture } from '../../support/exploration-fixture.ts';
import { hostileNames } from '../../support/hostile-results.ts';
import { hasBrowser, ReportBrowser, type ReportedRun } from '../../support/report-browser.ts';

const run = await explorationFixture();
const { results, exploration } = run;
const { ids, classIds } = exploration.samples;
const chosen = results.answer.best;
const outcomes = outcomesOf(exploration, chosen)!;
const names = results.dataset.classNames;

const hostile = hostileRun();

/** A class pair that was confused, with the samples of it. */
const confused = outcomes.find((outcome) => !isRight(outcome))!;
const ofPair = outcomes.filter(
  ({ actual, predicted }) => actual === confused.actual && predicted === confused.predicted,
);

const cardIds = (root: Locator) => root.locator('.sample-card .sample-id').allTextContents();
const squareOf = (page: Page, { actual, predicted }: { actual: number; predicted: number }) =>
  page
    .getByRole('grid', { name: /^Confusion matrix/ })
    .locator('tbody tr')
    .nth(actual)
    .locator('td')
    .nth(predicted);

/** Choose a cell in the picker above the matrix. */
async function choose(page: Page, { id }: ResultCell): Promise<void> {
  await page.locator('.cell-picker select').selectOption(id);
}

describe.skipIf(!hasBrowser)('the predictions in the page', () => {
  let browser: ReportBrowser;
  beforeAll(async () => {
    browser = await ReportBrowser.launch();
  });
  afterAll(() => browser?.close());

  it('open the samples of a number of the confusion matrix', async () => {
    const { page, messages, requests } = await browser.open(run);
    expect(await page.locator('#confusion').isVisible()).toBe(false);
    await squareOf(page, confused).getByRole('button').click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('heading').textContent()).toBe(
      `${names[confused.actual]} taken for ${names[confused.predicted]}`,
    );
    const listed = await cardIds(dialog);
    expect(listed.toSorted()).toEqual(ofPair.map(({ row }) => ids[row]!).toSorted());
    const text = await dialog.locator('.sample-card').first().textContent();
    expect(text).toMatch(/✗ \S+ \d+\s%.*true class \d+\s%/);
    await page.keyboard.press('Escape');
    expect(await dialog.count()).toBe(0);
    expect([messages, requests]).toEqual([[], []]);
    await page.context().close();
  });

  it('go by keyboard alone: one Tab into the matrix, arrows in it, Enter opens, Escape leads back', async () => {
    const { page } = await browser.open(run);
    await page.locator('.cell-picker select').focus();
    await page.keyboard.press('Tab');
    // A wide matrix can be scrolled by keyboard too, so that a stop of its own may come first.
    const focused = () => page.locator(':focus');
    while ((await focused().locator('xpath=ancestor-or-self::td').count()) === 0)
      await page.keyboard.press('Tab');
    for (let i = 0; i < confused.actual; i++) await page.keyboard.press('ArrowDown');
    for (let i = 0; i < confused.predicted; i++) await page.keyboard.press('ArrowRight');
    const label = await focused().getAttribute('aria-label');
    expect(label).toContain(`: ${ofPair.length} of 15, `);
    await page.keyboard.press('Enter');
    expect(await cardIds(page.getByRole('dialog'))).toHaveLength(ofPair.length);
    await page.keyboard.press('Escape');
    expect(await focused().getAttribute('aria-label')).toBe(label);
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
    expect(await page.getByRole('grid').locator(':focus').count()).toBe(0);
    await page.context().close();
  });

  it('follow the chosen cell: matrix, mistakes and calibration', async () => {
    const { page, messages } = await browser.open(run);
    const silent = results.cells.find(
      ({ id }) => !exploration.predictions.find(({ cell }) => cell === id)!.confidence,
    )!;
    await choose(page, silent);
    const rows = page.getByRole('grid').locator('tbody tr');
    for (const [actual, counts] of silent.confusion!.entries()) {
      const shown = await rows.nth(actual).locator('td').allTextContents();
      expect(shown.map((text) => Number(text))).toEqual(counts);
    }
    expect(await page.getByRole('heading', { name: 'Mistakes', exact: true }).isVisible()).toBe(true);
    expect(await page.getByText(/^No probabilities are known of/).isVisible()).toBe(true);
    await choose(page, results.cells.find(({ id }) => id === chosen)!);
    expect(await page.getByRole('group', { name: /^Calibration of/ }).isVisible()).toBe(true);
    expect(messages).toEqual([]);
    await page.context().close();
  });

  it('list the surest mistakes first, and more of them on request', async () => {
    const { page } = await browser.open(run);
    const list = page.locator('[data-island="mistakes"]');
    const expected = mistakesIn(outcomes).map(({ row }) => ids[row]!);
    expect(await cardIds(list)).toEqual(expected.slice(0, 12));
    await list.getByRole('button', { name: /^Show/ }).click();
    expect(await cardIds(list)).toEqual(expected.slice(0, 24));
    await page.context().close();
  });

  it('open the tests of a bin of the calibration, the wrong ones first', async () => {
    const { page } = await browser.open(run);
    const bin = page.getByRole('button', { name: /^Sure to 80\s%–90\s%/ });
    const within = outcomes.filter(({ confidence }) => confidence! > 0.8 && confidence! <= 0.9);
    const nWrong = within.filter((outcome) => !isRight(outcome)).length;
    await bin.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    const marks = await dialog.locator('.outcome > [role="img"]').allTextContents();
    expect(marks.join('')).toBe('✗'.repeat(nWrong) + '✓'.repeat(within.length - nWrong));
    await page.context().close();
  });

  it('show which samples need a deep layer, and those no layer gets right', async () => {
    const { page } = await browser.open(run);
    const groups = depthGroups(exploration)!.filter(({ rows }) => rows.length > 0);
    const island = page.locator('[data-island="prediction-depth"]');
    const buttons = island.locator('.choices button');
    expect(await buttons.count()).toBe(groups.length);
    expect(await island.locator('[aria-pressed="true"]').count()).toBe(1);
    const first = groups[0]!;
    await buttons.last().click();
    expect(await cardIds(island)).toEqual(first.rows.slice(0, 12).map((row) => ids[row]));
    expect(await buttons.last().getAttribute('aria-pressed')).toBe('true');
    expect(await island.locator('[aria-pressed="true"]').count()).toBe(1);
    await page.context().close();
  });

  it('put suspicious samples side by side, and keep the table', async () => {
    const { page } = await browser.open(run);
    const duplicates = page.locator('[data-group="duplicates"]');
    expect(await cardIds(duplicates.locator('li').first())).toEqual(['copy-0.png', 'original-0.png']);
    expect(await duplicates.locator('li').first().locator('.thumbnail').count()).toBe(2);
    expect(await duplicates.getByRole('table').isVisible()).toBe(false);
    await duplicates.getByText('As a table').click();
    expect(await duplicates.getByRole('table').isVisible()).toBe(true);
    expect(await page.locator('[data-group="labels"] p').first().textContent()).toMatch(
      /^Labelled animal \(2\s%\), rather plant \(80\s%\)\.$/,
    );
    await page.locator('[data-group="outliers"] .sample-card').first().click();
    expect(await page.getByRole('dialog').getByRole('heading').textContent()).toBe('stray-0.png');
    await page.context().close();
  });

  it('show the numbers of a cell whose predictions are not kept, which then open nothing', async () => {
    const left = exploration.predictions.filter(({ cell }) => cell !== chosen);
    const { page } = await browser.open({ results, exploration: { ...exploration, predictions: left } });
    const { confusion } = results.cells.find(({ id }) => id === chosen)!;
    const shown = await page.getByRole('grid').locator('tbody td').allTextContents();
    expect(shown.map((text) => Number(text))).toEqual(confusion!.flat());
    expect(await page.getByRole('grid').getByRole('button').count()).toBe(0);
    expect(await page.locator('[data-island="mistakes"]').isVisible()).toBe(false);
    await page.context().close();
  });

  it('can be read without a script', async () => {
    const { page } = await browser.open(run, { javaScriptEnabled: false });
    for (const id of ['confusion', 'calibration', 'prediction-depth']) {
      expect(await page.locator(`#${id} svg:visible`).count()).toBe(1);
    }
    expect(await page.locator('[data-group="duplicates"]').getByRole('table').isVisible()).toBe(true);
    await page.context().close();
  });

  it.each([
    [390, 'dark'],
    [1440, 'light'],
  ] as const)(
    'keep hostile names and long texts in their place at %i px in %s',
    async (width, colorScheme) => {
      const { page, messages, requests } = await browser.open(hostile, { width, colorScheme });
      const section = page.locator('section', { has: page.getByRole('grid') });
      const titles = section.getByRole('grid').locator('tbody th bdi');
      expect(
        await titles.evaluateAll((found) => found.map(({ title, textContent }) => title || textContent)),
      ).toEqual(hostile.results.dataset.classNames.map(plainText));
      const outside = await section.evaluate((element, width) => {
        const inView = element.querySelectorAll('.cell-picker, .confused *, .samples *, figure *');
        return [...inView]
          .filter((part) => part.getBoundingClientRect().right > width)
          .map((part) => part.outerHTML);
      }, width);
      expect(outside).toEqual([]);
      await section.getByRole('grid').getByRole('button').first().click();
      expect(await page.getByRole('dialog').locator('.sample-text').count()).toBeGreaterThan(0);
      expect([messages, requests]).toEqual([[], []]);
      await page.context().close();
    },
  );

  it.each([
    [390, 'dark'],
    [1440, 'light'],
  ] as const)('are accessible at %i px in %s', async (width, colorScheme) => {
    const { page } = await browser.open(run, { width, colorScheme });
    const check = async (...parts: string[]) => {
      const builder = parts.reduce((axe, part) => axe.include(part), new AxeBuilder({ page }));
      const { violations } = await builder.analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    };
    const islands = ['confusion', 'mistakes', 'calibration', 'prediction-depth', 'suspects'];
    await check(...islands.map((name) => `[data-island="${name}"]`));
    await squareOf(page, confused).getByRole('button').click();
    await check('dialog');
    await page.context().close();
  });
});

/** Texts of 300 characters, right to left ones among them, in classes with hostile names. */
function hostileRun(): ReportedRun {
  const classNames = [5, 0, 9, 10].map((i) => hostileNames[i]!);
  const texts = classIds.map(
    (_, i) => (i % 2 ? 'ع' : 'x').repeat(299) + hostileNames[i % hostileNames.length]!.charAt(0),
  );
  const { thumbnails: _, ...samples } = exploration.samples;
  return {
    results: parseResults({ ...results, dataset: { ...results.dataset, modality: 'text', classNames } }),
    exploration: parseExploration({
      ...exploration,
      atlas: undefined,
      samples: {
        ...samples,
        ids: ids.map((id, i) => (i < 12 ? id : `${hostileNames[i % hostileNames.length]} ${i}`)),
        texts,
      },
    }),
  };
}
