import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import { chromium } from 'playwright-core';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRng } from '../../src/core/index.ts';
import { csvLine } from '../../src/result/index.ts';
import { hostileNames } from '../support/hostile-results.ts';
import { runStrataHere } from '../support/strata-here.ts';
import type { Finished } from '../support/strata-process.ts';
import { tempFolder } from '../support/temp-folder.ts';

const executablePath = process.env.STRATA_CHROMIUM ?? '/usr/bin/chromium';

/** Of these, what a table in UTF-8 can hold: no line ends or lone surrogates. */
const classNames = hostileNames.filter((name) => !/[\n\0\ud800]/.test(name));
const experiment = "'; DROP [link](www.evil.example) #1 مرحبا 👩 &amp; `code`";
const perClass = 6;
const cwd = tempFolder();
const files = classNames.flatMap((name, i) =>
  // A file name takes 255 bytes, and a slash makes a folder of what stands before it.
  Array.from({ length: perClass }, (_, n) => `${i}-${n} ${Array.from(name).slice(0, 50).join('')}.png`),
);
const run = () => join(cwd, 'reports', experiment, 'latest');
const read = (file: string) => readFileSync(join(run(), file), 'utf8');

/** What any of the names would be if a page took it for markup, or turned the text around it. */
const escaped = /<script>alert|<img src=x|<[^>]*onerror=|\u202e/;

/** Markdown without its code spans, where nothing is markup. */
function withoutCode(markdown: string): string {
  return markdown.replaceAll(/(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)/g, '');
}

/** A port that nothing listens on. */
function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    }),
  );
}

async function writeImages(): Promise<void> {
  const rng = createRng(5);
  for (const [i, file] of files.entries()) {
    const classId = Math.floor(i / perClass);
    const pixels = Uint8Array.from(
      { length: 32 * 32 * 3 },
      (_, p) => (classId * 25 + (p % 3) * 40 + rng.int(60)) % 256,
    );
    mkdirSync(dirname(join(cwd, file)), { recursive: true });
    await sharp(pixels, { raw: { width: 32, height: 32, channels: 3 } })
      .png()
      .toFile(join(cwd, file));
  }
}

describe('a data set with hostile names', () => {
  let finished: Finished;
  let compared: Finished;
  let port: number;

  beforeAll(async () => {
    await writeImages();
    const rows = files.map((file, i) => csvLine([file, classNames[Math.floor(i / perClass)]!]));
    writeFileSync(join(cwd, 'table.csv'), `${['path,label', ...rows].join('\n')}\n`);
    port = await freePort();
    const config = {
      name: experiment,
      dataset: { type: 'manifest', path: 'table.csv' },
      features: [{ backbone: 'mobilenet-v3-coco', layers: ['expanded_conv/add', 'expanded_conv_2/add'] }],
      baselines: ['colour-histogram'],
      models: [{ type: 'logistic-regression', C: 1 }, 'k-means'],
      evaluation: { protocol: { type: 'k-fold', folds: 3 } },
      report: { mlflow: `http://127.0.0.1:${port}` },
      runtime: { threads: 1 },
    };
    writeFileSync(join(cwd, 'hostile.yaml'), JSON.stringify(config));
    finished = await runStrataHere(['experiment', 'hostile.yaml'], { cwd });
    compared = await runStrataHere(['compare', experiment, run(), '--out', 'compared'], { cwd });
  });

  it('runs, and is not lost where the MLflow server is down', () => {
    expect(finished.code, finished.stderr).toBe(0);
    const warnings = finished.stderr.split('\n').filter((line) => line.includes('MLflow'));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(
      /^Warning: Cannot reach the MLflow server at .*ECONNREFUSED.*; log it later with: strata report 'reports\/.*' --mlflow http/,
    );
  });

  it('keeps every name in the tables, letter by letter', () => {
    const predictions: Record<string, string>[] = parse(read('predictions.csv'), { columns: true });
    expect(new Set(predictions.map((row) => row.true))).toEqual(new Set(classNames));
    expect(new Set(predictions.map(({ sample }) => sample))).toEqual(new Set(files.map(posix.normalize)));
    const cells: Record<string, string>[] = parse(read('cells.csv'), { columns: true });
    expect(cells).toHaveLength(7);
  });

  it('shows names as text in the page, its data, Markdown and figures', () => {
    const page = read('report.html');
    expect(page).not.toMatch(escaped);
    const data = /<script type="application\/json" id="report-data">([^<]*)<\/script>/.exec(page);
    expect(data, 'data block without a "<" in it').not.toBeNull();
    const block = JSON.stringify(JSON.parse(data![1]!));
    for (const name of classNames) expect(block).toContain(JSON.stringify(name).slice(1, -1));

    const markdown = withoutCode(read('report.md'));
    expect(markdown).not.toMatch(escaped);
    expect(markdown).not.toMatch(/\]\(http|<script|<img/);
    const figures = readdirSync(join(run(), 'figures'));
    expect(figures.length).toBeGreaterThan(3);
    for (const figure of figures) {
      const svg = read(join('figures', figure));
      expect(svg).not.toMatch(escaped);
      expect(svg).not.toMatch(/<(script|image|foreignObject|a)\b/);
    }
  });

  it('shows names as text in the list of runs and in a comparison', () => {
    expect(compared.code, compared.stderr).toBe(0);
    for (const file of ['reports/index.html', 'compared/compare.html', 'compared/compare.md']) {
      const text = readFileSync(join(cwd, file), 'utf8');
      const shown = file.endsWith('.md') ? withoutCode(text) : text;
      expect(shown).not.toMatch(escaped);
      if (file.endsWith('.md')) expect(shown).not.toMatch(/\]\((http|www)/);
      expect(text).toContain('DROP');
    }
  });

  it.skipIf(!existsSync(executablePath))('opens in a browser without a word, and links work', async () => {
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    try {
      for (const [file, scripts] of [
        [join(run(), 'report.html'), 2],
        [join(cwd, 'compared', 'compare.html'), 0],
        [join(cwd, 'reports', 'index.html'), 0],
      ] as const) {
        const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
        const said: string[] = [];
        page.on('console', (message) => said.push(message.text()));
        page.on('pageerror', (error) => said.push(error.message));
        page.on('dialog', (dialog) => said.push(dialog.message()));
        await page.goto(pathToFileURL(file).href);
        expect(said).toEqual([]);
        expect(await page.locator('script').count()).toBe(scripts);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
        if (file.endsWith('index.html')) {
          await page.getByRole('link').first().click();
          expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(experiment);
        }
        await page.close();
      }
    } finally {
      await browser.close();
    }
  });
});
