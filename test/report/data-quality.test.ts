import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeAnswer, writeReport } from '../../src/report/index.ts';
import { parseResults, type Results } from '../../src/result/index.ts';
import { dataQualityFixture } from '../support/data-quality-fixture.ts';
import { resultsFixture } from '../support/results-fixture.ts';
import { tempFolder } from '../support/temp-folder.ts';

const base = resultsFixture();
const withQuality = (dataQuality: Results['dataQuality']): Results => parseResults({ ...base, dataQuality });

async function pages(results: Results): Promise<{ html: string; markdown: string }> {
  const folder = tempFolder();
  await writeReport(results, undefined, folder, ['html', 'markdown']);
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  return { html: await read('report.html'), markdown: await read('report.md') };
}

const warningOf = (results: Results) =>
  describeAnswer(results).details.find((sentence) => sentence.startsWith('Test samples leaked'));

describe('data that deserves a look', () => {
  it('is listed with its partner, the label it should have, or how far it lies', async () => {
    const { html, markdown } = await pages(withQuality(dataQualityFixture(base, 60)));
    for (const page of [html, markdown]) {
      for (const text of ['copy-0.png', 'original-0.png', 'mirrored', 'doubtful-0.png', 'stray-0.png']) {
        expect(page).toContain(text);
      }
    }
    expect(markdown).toContain('| `copy-0.png` | `original-0.png` | `animal` ≠ `plant` | near |');
    expect(markdown).toContain('1 pair has different labels: one of the two is wrong.');
    expect(markdown).toContain('… and 237 more.');
    expect(html).toContain('… and 190 more; the first 60 are in <code>results.json</code>.');
  });

  it('leaves out what was not found, and says so', async () => {
    const { leakage: _, ...found } = dataQualityFixture(base, 0);
    const { markdown } = await pages(
      withQuality({ ...found, duplicates: { ...found.duplicates, nExact: 0, nNear: 0, nConflicting: 0 } }),
    );
    expect(markdown).toContain(
      'Looked for and not found: duplicates, labels that the models confidently disbelieve, samples unlike all others.',
    );
    expect(markdown).not.toContain('### Duplicates');
  });

  it('is no section of a run that did not look', async () => {
    const { dataQuality: _, ...results } = base;
    const { html, markdown } = await pages(results);
    expect(`${html}${markdown}`).not.toContain('deserves a look');
  });
});

describe('the warning of leaks', () => {
  it('stands beside the answer where the score moves', () => {
    expect(warningOf(withQuality(dataQualityFixture(base)))).toMatch(
      /^Test samples leaked into training: 12 of 594 tested samples have a copy in the training part of their fold\. Without them, layer .* reaches 71\.\d\s% \(95\s% interval .*\) instead of 72\.\d\s%\.$/,
    );
  });

  it('names the cell that is best without them', () => {
    const other = base.cells.find(({ id }) => id !== base.answer.best)!.id;
    expect(warningOf(withQuality(dataQualityFixture(base, 3, other)))).toContain('; the best is then layer');
  });

  it('is left out where leaks change nothing', () => {
    const quality = dataQualityFixture(base);
    const cells = base.cells.map(({ id, metrics }) => ({ id, metrics: { accuracy: metrics.accuracy! } }));
    const same = cells.map(({ id, metrics: { accuracy } }) => ({
      id,
      metrics: { accuracy: { mean: accuracy.mean, ci95: accuracy.ci95 } },
    }));
    expect(
      warningOf(withQuality({ ...quality, leakage: { ...quality.leakage!, cells: same } })),
    ).toBeUndefined();
  });
});

it('refuses a result whose leakage names no cell of the run', () => {
  expect(() => withQuality(dataQualityFixture(base, 3, 'nobody'))).toThrow(
    'dataQuality must name cells of the run: "nobody"',
  );
});
