import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pairedInterval } from '../../src/experiment/index.ts';
import { compareRuns, renderComparison, writeIndex } from '../../src/report/index.ts';
import { writeFileAtomic } from '../../src/result/index.ts';
import { findingsOfAxe } from '../support/axe.ts';
import { hostileNames } from '../support/hostile-results.ts';
import { writeRun } from '../support/run-folders.ts';
import { tempFolder } from '../support/temp-folder.ts';

const executablePath = process.env.STRATA_CHROMIUM ?? '/usr/bin/chromium';
const made = { layers: ['expanded_conv/add', 'expanded_conv_2/add'], models: ['logistic-regression'] };

describe.skipIf(!existsSync(executablePath))('pages across runs in a browser', () => {
  let browser: Browser;
  const reports = tempFolder();

  beforeAll(async () => {
    for (const [i, experiment] of hostileNames.slice(0, 3).entries()) {
      const folder = join(reports, 'pets', `run-${i}`);
      writeRun(folder, { ...made, results: { experiment } });
      await writeFileAtomic(join(folder, 'report.html'), `<title>${i}</title>`);
    }
    await writeFileAtomic(join(reports, 'pets', hostileNames[6]!, 'results.json'), '<broken>');
    await writeIndex(reports);
    const runs = ['run-0', 'run-1'].map((run, i) => ({
      folder: join(reports, 'pets', run),
      title: `${hostileNames[i]}`,
    }));
    for (const { path, content } of await renderComparison(await compareRuns(runs, pairedInterval))) {
      await writeFileAtomic(join(reports, path), content);
    }
    browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
    });
  });
  afterAll(() => browser?.close());

  it.each([
    ['index.html', 390, 'dark'],
    ['index.html', 1440, 'light'],
    ['compare.html', 390, 'light'],
    ['compare.html', 1440, 'dark'],
  ] as const)('%s is quiet, fits and is accessible at %i px in %s', async (file, width, colorScheme) => {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme,
      offline: true,
    });
    const page = await context.newPage();
    const said: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    page.on('request', (request) => requests.push(request.url()));
    const url = pathToFileURL(join(reports, file)).href;
    await page.goto(url);
    expect(said).toEqual([]);
    expect(requests).toEqual([url]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(await page.locator('script, img, iframe').count()).toBe(0);
    expect(await findingsOfAxe(page)).toEqual([]);
    await context.close();
  });

  it('leads from the list to a report', async () => {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(join(reports, 'index.html')).href);
    await page.getByRole('link', { name: hostileNames[1]! }).click();
    expect(await page.title()).toBe('1');
    await page.close();
  });
});
