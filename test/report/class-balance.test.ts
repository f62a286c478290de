import { describe, expect, it } from 'vitest';
import { suspectTables } from '../../src/report/data-quality.ts';
import { type Phrase, renderPhrase } from '../../src/report/phrase.ts';
import { createView } from '../../src/report/view.ts';
import { renderReport } from '../../src/report/write-report.ts';
import { parseResults, type Results } from '../../src/result/index.ts';
import { resultsFixture } from '../support/results-fixture.ts';

const fixture = resultsFixture();
const nClasses = fixture.dataset.classNames.length;

/** The fixture with other class sizes, of which every model finds half.
 * @param metric that decides. @param repeats how often each sample was tested. */
function sized(classCounts: readonly number[], metric = 'accuracy', repeats = 1): Results {
  const confusion = classCounts.map((n, i) => {
    const found = Math.floor((n * repeats) / 2);
    return classCounts.map((_, j) => (j === i ? found : j === (i + 1) % nClasses ? n * repeats - found : 0));
  });
  const { dataQuality: _, ...base } = fixture;
  return parseResults({
    ...base,
    dataset: { ...base.dataset, classCounts, nSamples: classCounts.reduce((sum, n) => sum + n, 0) },
    cells: base.cells.map((cell) => ({ ...cell, confusion })),
    answer: { ...base.answer, metric },
  });
}

const plain = (sentence: Phrase) => renderPhrase(sentence, (name) => `“${name}”`).replaceAll('\u00a0', ' ');

const tableOf = (results: Results) => {
  const [table] = suspectTables(createView(results));
  return table && { ...table, intro: table.intro.map(plain), rows: table.rows.map((row) => row.map(plain)) };
};

const usual = Array.from({ length: nClasses }, () => 60);

describe('classes that are rare', () => {
  it('says what imbalance means for accuracy, which metric to prefer, and lists the classes, the rarest first', () => {
    const { intro, rows } = tableOf(sized([600, 40, ...usual.slice(2)]))!;
    expect(intro).toHaveLength(1);
    expect(intro[0]).toMatch(
      /^“animal” has 600 samples, “building” 40: 15 times as many\. A model that says “animal” to everything would be right for 50\.8 % of the samples, so accuracy says little of the rare classes\. Prefer balanced accuracy, which counts every class alike \(“tune: \{metric: balancedAccuracy\}”\): layer .* reaches 7\d\.\d % by it \(95 % interval .*\)\.$/,
    );
    expect(rows[0]).toEqual(['“building”', '40', '40', '50 %', '35–65']);
    expect(rows.at(-1)![0]).toBe('“animal”');
  });

  it('recommends nothing where the metric that decides counts classes alike', () => {
    const { intro } = tableOf(sized([600, 40, ...usual.slice(2)], 'balancedAccuracy'))!;
    expect(intro[0]).toMatch(/This run decides by balanced accuracy, which counts every class alike\.$/);
  });

  it('names the classes whose recall is not known to ±20 points', () => {
    const { intro } = tableOf(sized([18, 10, ...usual.slice(2)]))!;
    expect(intro).toEqual([
      'Of 2 of 11 classes so few samples were tested, 18 at most, that the share of them that is found is not known to ±20 points: “building”, “animal”. What averages over classes, as balanced accuracy and macro F1, is as unsteady; more samples of these classes would tell more than of others.',
    ]);
    // Wilson's interval of 5 of 10 is 0.237 to 0.763
    expect(tableOf(sized([18, 10, ...usual.slice(2)], 'accuracy', 4))!.rows[0]).toEqual([
      '“building”',
      '10',
      '10',
      '50 %',
      '24–76',
    ]);
  });

  it('says nothing of classes that are even and large enough', () => {
    expect(tableOf(sized(usual))).toBeUndefined();
    expect(tableOf(sized([600, ...usual.slice(1)]))).toBeUndefined();
  });

  it('stands on both pages', async () => {
    const pages = await renderReport(sized([600, 10, ...usual.slice(2)]), undefined, ['html', 'markdown']);
    for (const { content } of pages.filter(({ path }) => path.startsWith('report'))) {
      expect(content).toContain('Classes that are rare');
      expect(content).toContain('Data that deserves a look');
    }
  });
});
