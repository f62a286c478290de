import { describe, expect, it } from 'vitest';
import { describeAnswer } from '../../src/report/index.ts';
import type { ResultCell, Results } from '../../src/result/index.ts';
import { makeCell, resultsFixture, resultsOf } from '../support/results-fixture.ts';

const fixture = resultsFixture();
const best = fixture.cells.find(({ id }) => id === fixture.answer.best)!;
const bestBaseline = fixture.cells.find(({ id }) => id === fixture.answer.baseline)!;

function withLift(mean: number, ci95: [number, number]): Results {
  return { ...fixture, answer: { ...fixture.answer, liftOverBaseline: { mean, ci95 } } };
}

type Verdict = NonNullable<Results['answer']['comparisons']>[number]['verdict'];

/** The fixture with a lift over the best baseline of 12 points, and the best compared with it and with a control. */
function withComparisons(verdict: Verdict, ci95: [number, number], ofControl: Verdict = 'worse'): Results {
  const mean = (ci95[0] + ci95[1]) / 2;
  const comparison = (cell: string, own: Verdict) => ({
    cell,
    difference: { mean, ci95 },
    p: 0.003,
    pHolm: 0.006,
    pAdjusted: own === 'worse' || own === 'better' ? 0.01 : 0.114,
    verdict: own,
    tests: {},
  });
  const control = fixture.cells.find(({ role }) => role === 'control')!;
  const tied = verdict === 'as-good' ? [bestBaseline.id] : [];
  return {
    ...fixture,
    answer: {
      ...fixture.answer,
      tiedBest: [best.id, ...tied],
      liftOverBaseline: { mean, ci95 },
      comparisons: [comparison(bestBaseline.id, verdict), comparison(control.id, ofControl)],
    },
  };
}

/** The fixture with its figures rounded, so that a sentence can be compared whole. */
function rounded(cell: ResultCell, accuracy: number): ResultCell {
  return {
    ...cell,
    metrics: { accuracy: { mean: accuracy, ci95: [accuracy - 0.04, accuracy + 0.04], perFold: [] } },
  };
}

/** What a reader sees: a space that does not break looks like any other. */
function told(results: Results): { headline: string; details: string[] } {
  const { headline, details } = describeAnswer(results);
  return {
    headline: headline.replaceAll('\u00a0', ' '),
    details: details.map((text) => text.replaceAll('\u00a0', ' ')),
  };
}

describe('describeAnswer', () => {
  it('names the winner and its lift', () => {
    const { headline, details } = told(resultsOf([rounded(best, 0.7), rounded(bestBaseline, 0.5)]));
    expect(headline).toBe(
      'Use layer tower_0/MobilenetV3/expanded_conv_14/depthwise/hard_swish/mul_1 of mobilenet-v3-coco (mean pooling) with logistic regression: 70.0 % accuracy (95 % interval 66.0–74.0).',
    );
    expect(details[0]).toBe(
      'That is +20.0 points (95 % interval +15.0 to +25.0) over the best baseline, raw-pixels with logistic regression; the interval excludes 0, so this is more than chance.',
    );
    expect(details[1]).toBe('No other cell is as good: every difference from it is more than chance.');
  });

  it('lists the tied by layer, and the cheapest of them', () => {
    const { details } = told(fixture);
    expect(details).toContain(
      '3 other cells are as good within what these data can tell: the same layer with SVM (RBF) or linear SVM; layer expanded_conv_13/add with logistic regression.',
    );
    expect(details).toContain(
      'The cheapest of them is layer expanded_conv_13/add with logistic regression: 2.0 MB of weights instead of 2.7 MB.',
    );
    expect(details).toContain('The floor, majority class, is at 9.1 %.');
  });

  it('says how many comparisons there were, what to expect of the pick, and how much of the lead is luck', () => {
    const interval = (mean: number) => ({ mean, ci95: [mean - 0.03, mean + 0.03] as const });
    const others = fixture.cells.filter(({ id }) => id !== best.id).slice(0, 3);
    const { details } = told({
      ...fixture,
      answer: {
        ...fixture.answer,
        comparisons: others.map(({ id: cell }, i) => ({
          cell,
          difference: interval(0.1 * i),
          p: 0.01,
          pHolm: 0.03,
          pAdjusted: 0.04,
          verdict: (['as-good', 'worse', 'worse'] as const)[i]!,
          tests: {},
        })),
        procedure: {
          ...interval(0.68),
          perFold: [0.66, 0.7],
          picked: [best.id, others[0]!.id],
          nCells: 56,
          optimism: interval(0.02),
        },
      },
    });
    expect(details).toContain(
      'Of 3 other cells, 2 are really worse than it, after correction for 3 comparisons and for having picked the best by its score.',
    );
    expect(details).toContain(
      'Expect 68.0 % on new data (95 % interval 65.0–71.0): that is what comes of picking among 56 cells by inner folds of the training parts alone. The best cell looks +2.0 points better (95 % interval -1.0 to +5.0) for having been picked on the test parts; inner folds picked it in 1 of 2 folds.'.replace(
        '-1.0',
        '\u22121.0',
      ),
    );
    expect(details.filter((text) => text.includes('expect a little less'))).toEqual([]);
  });

  it('says that the pick was no luck where inner folds agree, and counts one cell as one', () => {
    const { answer } = withComparisons('worse', [0.04, 0.2], 'unproven');
    const procedure = {
      mean: 0.68,
      ci95: [0.65, 0.71] as const,
      perFold: [0.66, 0.7],
      picked: [best.id, best.id],
      nCells: 56,
      optimism: { mean: 0, ci95: [0, 0] as const },
    };
    const { details } = told({ ...fixture, answer: { ...answer, procedure } });
    expect(details).toContain(
      'Expect 68.0 % on new data (95 % interval 65.0–71.0): that is what comes of picking among 56 cells by inner folds of the training parts alone. Inner folds pick the best cell every time, so its lead is no luck of the pick.',
    );
    expect(details.join()).toContain(
      '1 can be told neither from it nor from guessing, and does not count as good.',
    );
  });

  it.each([
    [0.1, 'no better than the majority class: nothing but the labels makes its score.'],
    [0.3, 'better than the majority class: something gives the labels away, so trust no score of this run.'],
  ])('tells what shuffled labels reach: %f', (accuracy, meaning) => {
    const control = {
      ...rounded(best, accuracy),
      id: 'permuted',
      role: 'control',
      labels: 'permuted',
    } as const;
    const results = { ...fixture, cells: [...fixture.cells, control] };
    const { details, headline } = told(results);
    expect(details.find((text) => text.startsWith('With shuffled labels'))).toContain(meaning);
    expect(headline).toBe(told(fixture).headline);
    expect(details).toContain('The floor, majority class, is at 9.1 %.');
  });

  it('does not call a layer cheap whose weights are unknown', () => {
    const cells = fixture.cells.map(({ feature: { modelBytes, ...feature }, ...cell }) => ({
      ...cell,
      feature: cell.id === best.id ? { ...feature, modelBytes } : feature,
    }));
    const { details } = told(resultsOf(cells as ResultCell[]));
    expect(details.filter((text) => text.includes('cheapest'))).toEqual([]);
  });

  it('says that a lift around 0 may be chance', () => {
    const { headline, details } = told(withLift(0.012, [-0.02, 0.044]));
    expect(headline).toMatch(
      /^No layer is clearly better than the baseline: layer .* reaches .*, raw-pixels with/,
    );
    expect(details[0]).toBe(
      'The difference is +1.2 points (95 % interval −2.0 to +4.4) against the best baseline, raw-pixels with logistic regression; the interval includes 0, so this may be chance.',
    );
  });

  it.each<[string, Verdict, [number, number], RegExp, string]>([
    [
      'is sure',
      'worse',
      [0.04, 0.2],
      /^Use layer /,
      'That is +12.0 points (95 % interval +4.0 to +20.0) over the best baseline, raw-pixels with logistic regression; this is more than chance, after correction for 2 comparisons too.',
    ],
    [
      'holds for this comparison alone',
      'as-good',
      [0.04, 0.2],
      /^A layer is probably better than the baseline, but not surely: layer .* reaches .*, raw-pixels with/,
      'That is +12.0 points (95 % interval +4.0 to +20.0) over the best baseline, raw-pixels with logistic regression; probably more than chance, but not surely: the interval of this comparison alone excludes 0, while among 2 comparisons a lead as great can be luck (adjusted p 0.11).',
    ],
    [
      'may be chance',
      'as-good',
      [-0.04, 0.28],
      /^No layer is clearly better than the baseline: /,
      'The difference is +12.0 points (95 % interval −4.0 to +28.0) against the best baseline, raw-pixels with logistic regression; the interval includes 0, so this may be chance.',
    ],
    [
      'is lost for this comparison alone',
      'unproven',
      [-0.2, -0.04],
      /^No layer is clearly better than the baseline: /,
      'The difference is −12.0 points (95 % interval −20.0 to −4.0) against the best baseline, raw-pixels with logistic regression; probably more than chance, but not surely: the interval of this comparison alone excludes 0, while among 2 comparisons a lead as great can be luck (adjusted p 0.11).',
    ],
    [
      'is lost',
      'better',
      [-0.2, -0.04],
      /^No layer beats the baseline: /,
      'The difference is −12.0 points (95 % interval −20.0 to −4.0) against the best baseline, raw-pixels with logistic regression; this is more than chance, after correction for 2 comparisons too.',
    ],
  ])('lets all comparisons together say whether a lift %s', (_, verdict, ci95, headline, sentence) => {
    const results = withComparisons(verdict, ci95);
    const answer = told(results);
    expect(answer.headline).toMatch(headline);
    expect(answer.details[0]).toBe(sentence);
    // a cell that counts as good is never said to be surely behind
    const isTied = results.answer.tiedBest.includes(bestBaseline.id);
    const isSure = answer.details[0]!.includes('this is more than chance');
    expect(isTied && isSure).toBe(false);
  });

  it('does not say that all others are worse where some have shown nothing', () => {
    const { answer } = withComparisons('worse', [0.04, 0.2], 'unproven');
    expect(told({ ...fixture, answer }).details).toContain('No other cell has shown to be as good.');
    const naive = fixture.cells.find(({ role, id }) => role === 'baseline' && id !== answer.baseline)!.id;
    const { details } = told({
      ...fixture,
      answer: {
        ...answer,
        naive,
        liftOverNaive: { mean: 0.12, ci95: [0.04, 0.2] },
        comparisons: [...answer.comparisons!, { ...answer.comparisons![1]!, cell: naive }],
      },
    });
    expect(details[1]).toMatch(
      /\(95 % interval \+4\.0 to \+20\.0\); by this comparison alone, which among 3 comparisons is not sure\.$/,
    );
  });

  it('says that the baseline wins', () => {
    const { headline, details } = told(withLift(-0.08, [-0.12, -0.04]));
    expect(headline).toMatch(/^No layer beats the baseline: raw-pixels with logistic regression reaches/);
    expect(details[0]).toContain('−8.0 points (95 % interval −12.0 to −4.0) against the best baseline');
  });

  it('says that without a baseline nothing tells whether a layer is worth having', () => {
    const { headline, details } = told(resultsOf(fixture.cells.filter(({ role }) => role === 'candidate')));
    expect(headline).toMatch(/^Use layer /);
    expect(details[0]).toBe(
      'No baseline was run, so nothing here says whether a pretrained layer is worth having.',
    );
  });

  it('says that no layer was tried', () => {
    const { headline } = told(resultsOf(fixture.cells.filter(({ role }) => role === 'baseline')));
    expect(headline).toMatch(
      /^No layer of a pretrained network was tried; the best of the rest is raw-pixels with logistic regression: /,
    );
  });

  it('says that a single cell has nothing to be compared with', () => {
    const { details } = told(resultsOf([best]));
    expect(details).toContain('It is the only cell of this run: there is nothing to compare it with.');
    expect(details.at(-1)).toBe(
      'Measured on 594 samples of 11 classes by 5-fold cross-validation, stratified.',
    );
  });

  it('tells the lift over raw pixels too where another baseline is better', () => {
    const histogram = fixture.cells.find(({ id }) => id === 'colour-histogram + svm')!;
    const { details } = told(
      resultsOf([rounded(best, 0.7), rounded(bestBaseline, 0.5), rounded(histogram, 0.6)]),
    );
    expect(details[0]).toContain(
      '+10.0 points (95 % interval +5.0 to +15.0) over the best baseline, colour-histogram',
    );
    expect(details[1]).toBe(
      'Against the best cell on raw pixels, raw-pixels with logistic regression, it is +20.0 points (95 % interval +15.0 to +25.0).',
    );
  });

  it('names backbones and numbers models only where they are not unique', () => {
    const feature = { ...best.feature, id: 'other', backbone: 'mobilenet-v2-pose' };
    const twin = { ...best.model, params: { C: [3] }, tuned: [] };
    const { details } = told(
      resultsOf([
        rounded(best, 0.7),
        rounded({ ...best, id: 'a', feature }, 0.69),
        rounded({ ...best, id: 'b', model: twin }, 0.695),
      ]),
    );
    expect(details[1]).toMatch(
      /the same layer with logistic regression no\. 2; layer \S+ of mobilenet-v2-pose with logistic regression\.$/,
    );
  });

  it('speaks of a metric where less is better', () => {
    const cell = (role: 'candidate' | 'baseline', mean: number) => {
      const of = role === 'candidate' ? best : bestBaseline;
      const logLoss = { mean, ci95: [mean - 0.1, mean + 0.1] as [number, number], perFold: [] };
      return { ...of, metrics: { logLoss } };
    };
    const cells = [cell('candidate', 0.9), cell('baseline', 1.4)];
    const { headline, details } = told({
      ...fixture,
      cells,
      answer: {
        metric: 'logLoss',
        best: best.id,
        tiedBest: [best.id],
        baseline: bestBaseline.id,
        liftOverBaseline: { mean: 0.5, ci95: [0.3, 0.7] },
      },
    });
    expect(headline).toMatch(/: log loss 0\.900 \(95 % interval 0\.800–1\.000\)\.$/);
    expect(details[0]).toMatch(/^That is \+0\.500 less log loss \(95 % interval \+0\.300 to \+0\.700\) over/);
  });

  it('keeps control characters from the terminal', () => {
    const cell = makeCell({
      feature: { ...best.feature, layer: 'a\u001b[31m\nb' },
      model: { ...best.model, fitMs: 1 },
      accuracy: 0.5,
      role: 'candidate',
    });
    expect(describeAnswer(resultsOf([cell])).headline).toContain('layer a\ufffd[31m b of');
  });
});
