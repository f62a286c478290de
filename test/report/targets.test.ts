import { describe, expect, it } from 'vitest';
import { drawFigures, widths } from '../../src/report/draw.ts';
import { predictedActual } from '../../src/report/figures/predicted-actual.ts';
import { metricStyle } from '../../src/report/format.ts';
import { describeAnswer } from '../../src/report/index.ts';
import { errorSpreads, worstMisses } from '../../src/report/predictions.ts';
import { createView } from '../../src/report/view.ts';
import { renderReport } from '../../src/report/write-report.ts';
import { parseResults, type Results } from '../../src/result/index.ts';
import { hostileNames } from '../support/hostile-results.ts';
import { multiLabelResults, regressionResults } from '../support/targets-fixture.ts';

const told = (results: Results) => {
  const { headline, details } = describeAnswer(results);
  return [headline, ...details].map((text) => text.replaceAll('\u00a0', ' '));
};

async function pagesOf(results: Results): Promise<{ html: string; markdown: string }> {
  const files = await renderReport(results, undefined, ['html', 'markdown']);
  const content = (path: string) => files.find((file) => file.path === path)!.content;
  return {
    html: content('report.html').replaceAll(/<(style|script).*?<\/\1>/gs, ''),
    markdown: content('report.md'),
  };
}

/** The titles of the axes of predicted and actual numbers. */
function axisTitlesOf(results: Results): readonly string[] {
  const { spec } = predictedActual.draw(createView(results), widths.wide)!;
  const { encoding } = spec as { encoding: Record<'x' | 'y', { axis: { title: string } }> };
  return [encoding.x.axis.title, encoding.y.axis.title];
}

/** What a reader sees of a page. */
const textOf = (html: string) => html.replaceAll(/<[^>]*>/g, ' ');

/** The results with permuted targets as a control that reaches so much. */
function withPermuted(results: Results, mean: number): Results {
  const best = results.cells.find(({ id }) => id === results.answer.best)!;
  const metrics = {
    [results.answer.metric]: { mean, ci95: [mean - 0.01, mean + 0.01] as const, perFold: [] },
  };
  const control = { ...best, id: 'permuted', role: 'control', labels: 'permuted', metrics } as const;
  return { ...results, cells: [...results.cells, control] };
}

describe('the report of predicted numbers', () => {
  const results = regressionResults();

  it('says how good the predictions are in R², and how far off they are in their own unit', () => {
    const sentences = told(results);
    expect(sentences[0]).toMatch(/^Use layer .*: R² 0\.7\d\d \(95 % interval 0\.6\d\d–0\.7\d\d\)\.$/);
    expect(sentences[1]).toMatch(
      /^It predicts price to within 2\.\d\d on average \(95 % interval 2\.\d\d–2\.\d\d; RMSE 3\.\d\d\); always saying the mean would be off by 4\.80\.$/,
    );
    expect(sentences[2]).toMatch(/^That is \+0\.1\d\d in R² \(95 % interval/);
    expect(sentences).toContain('The floor, always saying the mean, is at R² −0.004.');
    expect(sentences.at(-1)).toContain('Measured on 594 samples with price from 1.234 to 38.9 by');
  });

  it('says every error once where one of them decides', () => {
    const deciding = (metric: string): Results => ({ ...results, answer: { ...results.answer, metric } });
    expect(told(deciding('mae'))[1]).toMatch(
      /^It predicts price to within 2\.\d\d on average \(RMSE 3\.\d\d\);/,
    );
    expect(told(deciding('rmse'))[1]).toMatch(
      /^It predicts price to within 2\.\d\d on average \(95 % interval 2\.\d\d–2\.\d\d\);/,
    );
  });

  it('speaks of numbers where an older run did not keep their name', () => {
    const { targetName: _, ...dataset } = results.dataset;
    const older = parseResults({ ...results, dataset });
    const sentences = told(older);
    expect(sentences[1]).toMatch(/^It predicts numbers to within 2\./);
    expect(sentences.at(-1)).toContain('Measured on 594 samples with numbers from 1.234 to 38.9 by');
    expect(axisTitlesOf(older)).toEqual(['actual', 'predicted']);
  });

  it('names the axes of predictions, whatever the name', () => {
    expect(axisTitlesOf(results)).toEqual(['actual price', 'predicted price']);
    for (const targetName of hostileNames) {
      const [actual] = axisTitlesOf({ ...results, dataset: { ...results.dataset, targetName } });
      expect(actual).toMatch(/^actual \S.{0,70}$/u);
    }
  });

  it('judges shuffled numbers by the mean', () => {
    expect(told(withPermuted(results, -0.03)).join()).toContain(
      'With shuffled numbers the same cell reaches R² −0.030 (95 % interval −0.040 to −0.020), no better than always saying the mean: nothing but the numbers makes its score.',
    );
    expect(told(withPermuted(results, 0.3)).join()).toContain('something gives the numbers away');
  });

  it('shows the predictions, their spread and the worst, and nothing of classes', async () => {
    const { html, markdown } = await pagesOf(results);
    expect(html).toContain('id="predicted-actual"');
    expect(markdown).toContain('(figures/predicted-actual.svg)');
    const [worst] = worstMisses(createView(results), 1);
    for (const page of [textOf(html), markdown]) {
      expect(page).toContain('Predicted and actual');
      expect(page).toContain(worst!.sample);
      expect(page).not.toMatch(/\bclass|confusion|accuracy|chance level|taken for/i);
    }
  });

  it('sorts the errors of the best cell and of the best baseline', () => {
    const { regression } = results.targets!;
    const few = regression!.map((item) => ({
      ...item,
      samples: ['a', 'b', 'a', 'c'],
      actual: [1, 2, 3, 4],
      predicted: [1.5, 2, 7, 3],
    }));
    const view = createView({ ...results, targets: { regression: few } });
    expect(errorSpreads(view)).toMatchObject([
      { cell: { id: results.answer.best }, half: 0.5, nineTenths: 4 },
      { cell: { id: results.answer.baseline }, half: 0.5, nineTenths: 4 },
    ]);
    expect(worstMisses(view, 2)).toEqual([
      { sample: 'a', actual: 3, predicted: 7 },
      { sample: 'c', actual: 4, predicted: 3 },
    ]);
  });
});

describe('the report of sets of labels', () => {
  const results = multiLabelResults();

  it('says how many labels are found, and how many of those named are right', () => {
    const sentences = told(results);
    expect(sentences[0]).toMatch(/^Use layer .*: mAP 0\.7\d\d/);
    expect(sentences[1]).toBe(
      'It finds 49.6 % of the labels that samples have; of those it names, 100.0 % are right.',
    );
    expect(sentences).toContain('The floor, saying the same of every sample, is at mAP 0.091.');
    expect(sentences.at(-1)).toContain('Measured on 594 samples with 5 labels by');
  });

  it('names the column of the labels with the data', async () => {
    expect((await pagesOf(results)).markdown).toContain(
      'with 5 labels, labels from column `colours`, fingerprint',
    );
  });

  it('has a row for every label, with dashes for what is not defined, and nothing of classes', async () => {
    const { html, markdown } = await pagesOf(results);
    expect(markdown).toContain('| `red` | 60 | 30 | 50\u00a0% | 100\u00a0% | 0.67 | 0.75 |');
    expect(markdown).toContain('| `never named` | 4 | 0 | 0\u00a0% | – | 0.00 | 0.02 |');
    expect(html).toMatch(/<bdi>green<\/bdi><\/th>.*0\.75<\/td><td class="number">0\.50<\/td>/);
    for (const page of [textOf(html), markdown]) {
      expect(page).toContain('How each label fares');
      expect(page).not.toMatch(/\bclass|confusion|accuracy|taken for/i);
    }
  });
});

it.each([
  [regressionResults(), 'These scores are of groups of samples: here of ranges of the numbers.'],
  [multiLabelResults(), 'These scores are of groups of samples: here by the rarest label that each has.'],
])('says what the scores before training are of', async (results, sentence) => {
  expect((await pagesOf(results)).markdown).toContain(`- ${sentence}`);
});

describe('a cell that is far worse than the floor', () => {
  /** One of the baselines fails. */
  const failing = (results: Results): Results => ({
    ...results,
    cells: results.cells.map((cell) =>
      cell.feature.id === 'colour-histogram'
        ? { ...cell, metrics: { r2: { mean: -73.6, ci95: [-400, -12], perFold: [] } } }
        : cell,
    ),
  });
  const figuresOf = async (results: Results) => [...(await drawFigures(createView(results))).values()];
  const note = 'What is far worse than the floor is drawn at the edge.';

  it('is drawn at the edge, where it does not press the others together, and captions say so', async () => {
    const drawn = await figuresOf(failing(regressionResults()));
    for (const id of ['layer-curve', 'comparison']) {
      const { caption, wide } = drawn.find((figure) => figure.id === id)!;
      expect(caption.join('').endsWith(note)).toBe(id === 'layer-curve');
      expect(wide.content).not.toMatch(/>\u2212(?:10|20|100|200)</);
    }
    const { wide } = drawn.find(({ id }) => id === 'layer-curve')!;
    expect(wide.content).toContain('colour-histogram \u221273.600');
  });

  it('changes nothing where none is', async () => {
    for (const { caption } of await figuresOf(regressionResults())) {
      expect(caption.join('')).not.toContain(note);
    }
  });
});

describe('metrics with a unit', () => {
  const { value, range, difference, notable } = metricStyle({ id: 'mae', title: 'MAE', better: 'lower' });

  it('keep three digits, whatever their size', () => {
    expect([0.01234, 3.1234, 31.4, 31_416.2].map(value)).toEqual(['0.0123', '3.12', '31.4', '31,416']);
    expect(range({ ci95: [0.9, 31.4] })).toBe('0.9–31.4');
    expect(difference(0.5)).toBe('+0.500');
    expect(value(0)).toBe('0');
  });

  it('change what is read off a report by a hundredth', () => {
    expect(notable(250)).toBe(2.5);
  });
});
