import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InterruptedError, StoreError } from '../../src/core/index.ts';
import { renderReport, writeReport } from '../../src/report/index.ts';
import { type Exploration, type Results, readResults, writeResults } from '../../src/result/index.ts';
import { dataQualityFixture } from '../support/data-quality-fixture.ts';
import { explorationFixture } from '../support/exploration-fixture.ts';
import { hostileNames, hostileResults } from '../support/hostile-results.ts';
import { resultsFixture, resultsOf } from '../support/results-fixture.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strata-report-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function textOf(results: Results, path: string): Promise<string> {
  const files = await renderReport(results, undefined, [path.endsWith('.html') ? 'html' : 'markdown']);
  return files.find((file) => file.path === path)!.content;
}

/** A run with many layers, classes and complaints. */
function largeResults(): Results {
  const base = resultsFixture();
  const nClasses = 60;
  const confusion = Array.from({ length: nClasses }, (_, i) =>
    Array.from({ length: nClasses }, (_, j) => (i === j ? 9 : (i + j) % 3)),
  );
  const cells = Array.from({ length: 6 }, (_, copy) =>
    base.cells.map((cell) => ({
      ...cell,
      id: `${cell.id} ${copy}`,
      feature: { ...cell.feature, id: `${cell.feature.id} ${copy}` },
      confusion,
    })),
  ).flat();
  const files = Array.from({ length: 1000 }, (_, i) => `file-${i}.png`);
  return {
    ...base,
    cells,
    answer: { metric: 'accuracy', best: cells[0]!.id, tiedBest: cells.map(({ id }) => id) },
    learningCurve: {
      ...base.learningCurve!,
      cells: base.learningCurve!.cells.map((curve) => ({ ...curve, cell: `${curve.cell} 0` })),
    },
    dataQuality: dataQualityFixture({ ...base, cells }, 200, cells[0]!.id),
    warnings: files,
    dataset: {
      ...base.dataset,
      classNames: files.slice(0, nClasses),
      classCounts: files.slice(0, nClasses).map(() => 9),
      skipped: files.map((id) => ({ id, reason: 'Cannot decode' })),
      duplicates: files.map((id) => [id, id]),
      warnings: files,
    },
  };
}

describe('writeReport', () => {
  it('writes the page, the text and its figures, and nothing else', async () => {
    const paths = await writeReport(resultsFixture(), undefined, folder, ['html', 'markdown']);
    expect(paths).toContain(join(folder, 'report.html'));
    expect((await readdir(folder, { recursive: true })).toSorted()).toEqual([
      'figures',
      'figures/comparison.svg',
      'figures/confusion.svg',
      'figures/cost.svg',
      'figures/layer-curve.svg',
      'figures/learning-curve.svg',
      'figures/similarity.svg',
      'figures/transferability.svg',
      'report.html',
      'report.md',
    ]);
  });

  it('writes only what was asked for', async () => {
    await writeReport(resultsFixture(), undefined, folder, ['html']);
    expect(await readdir(folder)).toEqual(['report.html']);
  });

  it('gives the same bytes when rebuilt from results.json', async () => {
    const path = join(folder, 'results.json');
    await writeResults(resultsFixture(), path);
    const rebuilt = await renderReport(await readResults(path), undefined, ['html', 'markdown']);
    expect(rebuilt).toEqual(await renderReport(resultsFixture(), undefined, ['html', 'markdown']));
  });

  it('says when the folder cannot be written', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(writeReport(resultsFixture(), undefined, join(folder, 'file'), ['html'])).rejects.toThrow(
      StoreError,
    );
  });

  it('stops once the signal is raised, and writes nothing', async () => {
    const controller = new AbortController();
    const writing = writeReport(resultsFixture(), undefined, folder, ['html'], controller.signal);
    setTimeout(() => controller.abort(), 5);
    await expect(writing).rejects.toThrow(InterruptedError);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('report.html', () => {
  it('runs its own script, which its policy knows by its hash, and nothing from elsewhere', async () => {
    const page = await textOf(resultsFixture(), 'report.html');
    const [, script] = page.match(/<script>(.*?)<\/script>/s)!;
    const hash = createHash('sha256').update(script!).digest('base64');
    expect(page).toContain(
      `content="default-src &#39;none&#39;; script-src &#39;sha256-${hash}&#39;; style-src &#39;sha256-`,
    );
    expect(page.match(/<script/g)).toHaveLength(2);
    const static_ = page.replaceAll(/<(script|style).*?<\/\1>/gs, '');
    expect(static_).not.toMatch(/<link|<img|\ssrc=|\shref=|\sstyle=|url\(/);
  });

  it('lets pictures in only where it has some, and from beside it only where they lie there', async () => {
    const { results, exploration } = await explorationFixture();
    const policyWith = async (given: Exploration | undefined) => {
      const [page] = await renderReport(results, given, ['html']);
      return /Content-Security-Policy" content="([^"]*)"/.exec(page!.content)![1];
    };
    const beside = ['000', '001', '002', '003'].map((name) => `thumbnails/${name}.webp`);
    const { samples } = exploration;
    expect(await policyWith(undefined)).not.toContain('img-src');
    expect(await policyWith(exploration)).toContain('img-src data:;');
    expect(
      await policyWith({
        ...exploration,
        samples: { ...samples, thumbnails: { ...samples.thumbnails!, sheets: beside } },
      }),
    ).toContain('img-src data: file: &#39;self&#39;;');
  });

  it('holds hostile names as text only', async () => {
    const page = await textOf(hostileResults(), 'report.html');
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page).not.toMatch(/<img|\u202e|\0/);
    expect(page).toContain('<h1 dir="auto">&lt;script&gt;alert(1)&lt;/script&gt;</h1>');
    expect(page).toContain('<bdi>&quot;&gt;&lt;img src=x onerror=alert(1)&gt;</bdi>');
    expect(page).toContain('x'.repeat(300));
  });

  it('stays small for a large run', async () => {
    expect((await textOf(largeResults(), 'report.html')).length).toBeLessThan(5e6);
  });
});

describe('report.md', () => {
  it.each([
    ['the fixture', resultsFixture()],
    ['a large run', largeResults()],
    ['hostile names', hostileResults()],
    ['a single cell', resultsOf(resultsFixture().cells.slice(0, 1))],
  ])('has less than 200 lines for %s', async (_, results) => {
    expect((await textOf(results, 'report.md')).split('\n').length).toBeLessThan(200);
  });

  it('points to figures that are there', async () => {
    const files = await renderReport(resultsFixture(), undefined, ['markdown']);
    const paths = files.map(({ path }) => path);
    const linked = [...files.at(-1)!.content.matchAll(/\]\((figures\/[^)]+)\)/g)].map((match) => match[1]!);
    expect(linked).toHaveLength(6);
    expect(paths).toEqual(expect.arrayContaining(linked));
  });

  it('has columns for the first six metrics that any cell has, and names the others', async () => {
    const base = resultsFixture();
    const added = ['ari', 'rocAuc', 'mcc', 'brier', 'kappa'];
    const titles = ['Rand index', 'ROC AUC', 'MCC', 'Brier score', "Cohen's kappa"];
    const given = Object.fromEntries(added.slice(1).map((id) => [id, base.cells[0]!.metrics.accuracy!]));
    const results = {
      ...base,
      cells: base.cells.map((cell) => ({ ...cell, metrics: { ...cell.metrics, ...given } })),
      evaluation: {
        ...base.evaluation,
        metrics: [
          ...base.evaluation.metrics,
          ...added.map((id, i) => ({ id, title: titles[i]!, better: 'higher' as const })),
        ],
      },
    };
    const html = await textOf(results, 'report.html');
    const heads = html.match(/aria-label="Table of all cells".*?<\/thead>/s)![0];
    expect([...base.evaluation.metrics.map(({ title }) => title), 'ROC AUC', 'MCC']).toSatisfy(
      (expected: string[]) => expected.every((title) => heads.includes(`>${title}<`)),
    );
    expect(heads).not.toMatch(/Rand index|Brier score|kappa/);
    expect(html).toContain(
      'Also measured, in <code dir="auto">results.json</code>: Brier score, Cohen&#39;s kappa.',
    );
    const text = await textOf(results, 'report.md');
    expect(text).toMatch(/Log loss \| ROC AUC \| MCC \| Standing/);
    expect(text).toContain("Also measured, in `results.json`: Brier score, Cohen's kappa.");
  });

  it('keeps the columns of its tables whatever the names hold', async () => {
    const text = await textOf(hostileResults(), 'report.md');
    const tables = text.split('\n\n').filter((block) => block.startsWith('|'));
    expect(tables).toHaveLength(6);
    for (const table of tables) {
      const widths = table.split('\n').map((line) => line.split('|').length);
      expect(new Set(widths).size).toBe(1);
    }
  });

  it('holds no HTML but comments, outside of code', async () => {
    const text = await textOf(hostileResults(), 'report.md');
    const prose = text.replaceAll(/^(`{3,})sh\n.*\n\1$/gm, '').replaceAll(/(`+)[^`].*?[^`]?\1(?!`)/g, '');
    expect(prose.replaceAll('<!-- -->', '')).not.toMatch(/<[a-z!/]/i);
  });

  it('closes the block of the command after the command', async () => {
    const text = await textOf({ ...resultsFixture(), command: 'a ``` b\n```\n# c' }, 'report.md');
    expect(text).toContain('````sh\na ``` b ``` # c\n````\n');
  });

  it('names every class that it has room for', async () => {
    const text = await textOf(hostileResults(), 'report.md');
    for (const plain of hostileNames.filter((item) => /^[\w]+$/.test(item)))
      expect(text).toContain(`\`${plain}\``);
    expect(await textOf(largeResults(), 'report.md')).toContain('… and 49 more classes.');
  });
});
