/** Take the README's pictures of the latest run of small-dataset, light and dark.
 * Run: npm run experiment configs/small-dataset.yaml && npm run pictures
 * Needs Chromium: STRATA_CHROMIUM, or /usr/bin/chromium. */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = new URL('../..', import.meta.url);
const report = realpathSync(new URL('reports/small-dataset/latest/report.html', root));
const browser = await chromium.launch({
  executablePath: process.env.STRATA_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
});
for (const colorScheme of ['light', 'dark'] as const) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 1360 }, colorScheme });
  await page.goto(`file://${report}`);
  const path = fileURLToPath(new URL(`experiments/pictures/report-${colorScheme}.png`, root));
  await page.screenshot({ path });
  process.stdout.write(`${path}\n`);
}
await browser.close();
