import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawFigures } from '../../src/report/draw.ts';
import { writeReport } from '../../src/report/index.ts';
import { plainText } from '../../src/report/plain-text.ts';
import { createView } from '../../src/report/view.ts';
import { findingsOfAxe } from '../support/axe.ts';
import { hostileNames, hostileResults } from '../support/hostile-results.ts';
import { resultsFixture, resultsOf } from '../support/results-fixture.ts';
import { multiLabelResults, regressionResults } from '../support/targets-fixture.ts';

const executablePath = process.env.STRATA_CHROMIUM ?? '/usr/bin/chromium';

function fillOf(shape: Locator): Promise<string> {
  return shape.evaluate((element) => element.ownerDocument.defaultView.getComputedStyle(element).fill);
}

describe.skipIf(!existsSync(executablePath))('report.html in a browser', () => {
  let browser: Browser;
  let folder: string;
  const fixture = resultsFixture();
  const pages = {
    fixture,
    hostile: hostileResults(),
    numbers: regressionResults(),
    labels: multiLabelResults(),
    small: resultsOf(fixture.cells.filter(({ model }) => ['svm', 'knn', 'majority'].includes(model.type))),
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'strata-browser-'));
    for (const [name, results] of Object.entries(pages)) {
      await writeReport(results, undefined, join(folder, name), ['html', 'markdown']);
    }
    browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Open a file with the network off, and note what it says and asks for. */
  async function open(path: string, width: number, colorScheme: 'light' | 'dark') {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme,
      offline: true,
    });
    const page = await context.newPage();
    const messages: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => messages.push(message.text()));
    page.on('pageerror', (error) => messages.push(error.message));
    page.on('dialog', (dialog) => messages.push(dialog.message()));
    page.on('request', (request) => requests.push(request.url()));
    const url = pathToFileURL(join(folder, path)).href;
    await page.goto(url);
    return { page, messages, otherRequests: requests.filter((asked) => asked !== url) };
  }

  describe.each(['fixture', 'hostile', 'numbers', 'labels'] as const)('%s', (name) => {
    it.each([
      [390, 'light'],
      [390, 'dark'],
      [1440, 'light'],
      [1440, 'dark'],
    ] as const)('is quiet and fits at %i px in %s', async (width, scheme) => {
      const { page, messages, otherRequests } = await open(`${name}/report.html`, width, scheme);
      expect(messages).toEqual([]);
      expect(otherRequests).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      await page.context().close();
    });
  });

  it.each([
    [390, 'dark'],
    [1440, 'light'],
  ] as const)('is accessible at %i px in %s', async (width, scheme) => {
    const { page } = await open('small/report.html', width, scheme);
    expect(await findingsOfAxe(page)).toEqual([]);
    await page.context().close();
  });

  it('shows the figures that fit and follows the colours of the reader', async () => {
    const { page } = await open('fixture/report.html', 390, 'dark');
    const shown = page.locator('figure svg:visible');
    expect(await shown.count()).toBe((await drawFigures(createView(fixture))).size);
    expect(await shown.first().evaluate((svg) => svg.getBoundingClientRect().width)).toBeLessThanOrEqual(358);
    const ink = page.locator('#layer-curve .narrow text').last();
    expect(await fillOf(ink)).toBe('rgb(230, 233, 238)');
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await fillOf(ink)).toBe('rgb(26, 30, 36)');
    await page.context().close();
  });

  it('keeps every text of a figure inside it', async () => {
    for (const [name, width] of [
      ['fixture', 390],
      ['fixture', 1440],
      ['hostile', 390],
      ['hostile', 1440],
      ['numbers', 390],
      ['numbers', 1440],
    ] as const) {
      const { page } = await open(`${name}/report.html`, width, 'light');
      const outside = await page.locator('figure svg:visible').evaluateAll((figures) =>
        figures.flatMap((svg) => {
          const frame = svg.getBoundingClientRect();
          return [...svg.querySelectorAll('text')]
            .filter((text) => {
              const box = text.getBoundingClientRect();
              return box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1;
            })
            .map((text) => text.textContent);
        }),
      );
      expect(outside).toEqual([]);
      await page.context().close();
    }
  });

  it('shows hostile class names letter by letter', async () => {
    const { page } = await open('hostile/report.html', 1440, 'light');
    const names = await page
      .getByRole('region', { name: 'Classes' })
      .getByRole('rowheader')
      .evaluateAll((cells) => cells.map((cell) => cell.textContent));
    expect(names).toEqual(hostileNames.map(plainText));
    expect(await page.locator('script').count()).toBe(2);
    expect(await page.locator('img, a, iframe').count()).toBe(0);
    await page.context().close();
  });

  it.each(['layer-curve', 'comparison', 'cost', 'confusion'])('opens %s.svg on its own', async (id) => {
    const { page, messages } = await open(`hostile/figures/${id}.svg`, 900, 'dark');
    expect(messages).toEqual([]);
    expect(await page.locator('parsererror, script').count()).toBe(0);
    expect(await fillOf(page.locator('rect').first())).toBe('rgb(21, 24, 29)');
    await page.context().close();
  });
});
