import { describe, expect, it } from 'vitest';
import { createRng, matrixFrom } from '../../src/core/index.ts';
import { bootstrap } from '../../src/evaluate/bootstrap/bootstrap.ts';
import { metricInterval } from '../../src/evaluate/bootstrap/interval.ts';
import { createResampler } from '../../src/evaluate/bootstrap/resampler.ts';
import { type Interval, metrics, pairedDifference, type TestedFold } from '../../src/evaluate/index.ts';
import { median, quantile, variance } from '../../src/evaluate/statistics.ts';
import { predictionsFrom } from './fakes.ts';

interface Options {
  readonly metric?: string;
  readonly seed?: number;
  readonly groups?: readonly (string | undefined)[];
}

/** The interval without the share of the training samples, as if they were past counting. */
function intervalOf(folds: readonly TestedFold[], options: Options = {}): Interval {
  const { metric: id = 'accuracy', seed = 0, groups } = options;
  const metric = metrics.get(id);
  const distributions = bootstrap([folds], [metric], createResampler(folds, seed, groups), 2000);
  return metricInterval(distributions[0]![0]!, metric.range, 1e9);
}

const halfWidth = ({ ci95: [lower, upper] }: Interval) => (upper - lower) / 2;

/** `n` outcomes of which `share` are true, spread evenly over both classes and all folds. */
function outcomes(n: number, share: number): boolean[] {
  return Array.from({ length: n }, (_, i) => (Math.floor(i / 2) * 0.618034) % 1 < share);
}

describe('interval', () => {
  it.each([1, 5])('is the binomial one for accuracy, over %i folds', (nFolds) => {
    const predictions = predictionsFrom(outcomes(1000, 0.8), nFolds);
    const { mean, ...rest } = intervalOf(predictions);
    const analytic = 1.96 * Math.sqrt((mean * (1 - mean)) / 1000);
    expect(mean).toBeCloseTo(0.8, 2);
    expect(halfWidth({ mean, ...rest })).toBeGreaterThan(0.93 * analytic);
    expect(halfWidth({ mean, ...rest })).toBeLessThan(1.07 * analytic);
    expect((rest.ci95[0] + rest.ci95[1]) / 2).toBeCloseTo(mean, 2);
  });

  it('depends on the seed and on nothing else', () => {
    const predictions = predictionsFrom(outcomes(200, 0.7), 4);
    expect(intervalOf(predictions)).toEqual(intervalOf(predictions));
    expect(intervalOf(predictions, { seed: 1 })).not.toEqual(intervalOf(predictions));
  });

  it('does not shrink because repeats test the same samples again', () => {
    const once = predictionsFrom(outcomes(300, 0.7));
    const repeated = [0, 1, 2, 3].flatMap(() => once);
    expect(halfWidth(intervalOf(repeated))).toBeCloseTo(halfWidth(intervalOf(once)), 12);
  });

  it('widens where whole groups are right or wrong together', () => {
    const perGroup = 16;
    const groupRight = outcomes(2 * 50, 0.7);
    const groups: string[] = [];
    const right: boolean[] = [];
    groupRight.forEach((isRight, group) => {
      for (let i = 0; i < perGroup; i++) {
        const row = (Math.floor(group / 2) * perGroup + i) * 2 + (group % 2);
        groups[row] = `g${group}`;
        right[row] = isRight;
      }
    });
    const predictions = predictionsFrom(right);
    const ratio = halfWidth(intervalOf(predictions, { groups })) / halfWidth(intervalOf(predictions));
    expect(ratio).toBeGreaterThan(0.85 * Math.sqrt(perGroup));
    expect(ratio).toBeLessThan(1.15 * Math.sqrt(perGroup));
  });

  it('keeps the number of samples of each class', () => {
    const folds = predictionsFrom(outcomes(90, 0.5), 3);
    const resampler = createResampler(folds, 0);
    for (let r = 0; r < 20; r++) {
      const perClass = [0, 0];
      resampler.draw().forEach((weights, f) => {
        weights.forEach((weight, i) => {
          perClass[folds[f]!.yTrue[i]!]! += weight;
        });
      });
      expect(perClass).toEqual([expect.closeTo(45, 9), expect.closeTo(45, 9)]);
    }
  });

  it('draws groups of several classes among themselves', () => {
    const kinds = ['class 0', 'class 1', 'mixed'];
    const rows = kinds.flatMap((kind, k) =>
      Array.from({ length: 24 }, (_, i) => ({
        group: `${kind}, ${Math.floor(i / 4)}`,
        yTrue: kind === 'mixed' ? i % 2 : k,
      })),
    );
    const yTrue = Int32Array.from(rows, (row) => row.yTrue);
    const folds = [{ rows: Int32Array.from(rows.keys()), yTrue, yPred: yTrue.map(() => 0), nClasses: 2 }];
    const resampler = createResampler(
      folds,
      0,
      rows.map(({ group }) => group),
    );
    for (let r = 0; r < 20; r++) {
      const [weights] = resampler.draw();
      const perKind = kinds.map((_, k) => weights!.slice(24 * k, 24 * (k + 1)).reduce((a, b) => a + b));
      expect(perKind).toEqual([24, 24, 24].map((count) => expect.closeTo(count, 9)));
    }
  });

  it.each(['macroF1', 'nmi', 'ari', 'logLoss'])('holds the mean of small folds: %s', (metric) => {
    const rng = createRng(3);
    const folds = Array.from({ length: 8 }, (_, fold): TestedFold => {
      const rows = Int32Array.from({ length: 11 }, (_, i) => fold + 8 * i);
      const yTrue = rows.map((row) => row % 11);
      const guess = () => yTrue.map((label) => (rng.float() < 0.6 ? label : rng.int(11)));
      const proba = matrixFrom(
        Array.from(yTrue, (label) => {
          const p = rng.float();
          return Array.from({ length: 11 }, (_, c) => (c === label ? p : (1 - p) / 10));
        }),
      );
      return { rows, yTrue, yPred: guess(), clusters: guess(), proba, nClasses: 11 };
    });
    const { mean, ci95 } = intervalOf(folds, { metric });
    expect(ci95[0]).toBeLessThan(mean);
    expect(ci95[1]).toBeGreaterThan(mean);
  });

  it('counts folds of one sample like a single fold', () => {
    const right = outcomes(120, 0.75);
    const alone = intervalOf(predictionsFrom(right, 120));
    const together = intervalOf(predictionsFrom(right, 1));
    expect(alone.mean).toBeCloseTo(together.mean, 12);
    expect(alone.ci95[0]).toBeCloseTo(together.ci95[0], 12);
    expect(alone.ci95[1]).toBeCloseTo(together.ci95[1], 12);
  });

  it.each(['accuracy', 'macroF1'])(
    'stays within the scale, and is no point where all is right: %s',
    (metric) => {
      const almost = intervalOf(
        predictionsFrom(
          outcomes(40, 1).map((_, i) => i !== 0),
          4,
        ),
        { metric },
      );
      expect(almost.ci95[1]).toBeLessThan(1);
      const { mean, ci95 } = intervalOf(predictionsFrom(outcomes(40, 1), 4), { metric });
      expect([mean, ci95[1]]).toEqual([1, 1]);
      // Wilson's lower bound, n / (n + t²).
      expect(ci95[0]).toBeCloseTo(40 / (40 + 2.0244 ** 2), 4);
    },
  );

  it('varies as much in small classes as samples do', () => {
    const nClasses = 11;
    const yTrue = Int32Array.from({ length: 33 }, (_, i) => i % nClasses);
    const yPred = yTrue.map((label, i) => (i < 11 || i % 2 === 0 ? label : (label + 1) % nClasses));
    const folds = [{ rows: Int32Array.from(yTrue.keys()), yTrue, yPred, nClasses }];
    const [distributions] = bootstrap([folds], [metrics.get('accuracy')], createResampler(folds, 0), 4000);
    const { resampled } = distributions![0]!;
    // Σ n_c² s_c² / n_c / n², s_c² the sample variance of each class of 3.
    const right = yTrue.map((label, i) => (label === yPred[i] ? 1 : 0));
    const expected = Array.from({ length: nClasses }, (_, c) => {
      const ofClass = Array.from(right.filter((_, i) => yTrue[i] === c));
      return (3 * variance(ofClass)) / 33 ** 2;
    }).reduce((a, b) => a + b);
    expect(variance(resampled)).toBeGreaterThan(0.9 * expected);
    expect(variance(resampled)).toBeLessThan(1.1 * expected);
  });

  it('is wider the fewer samples trained', () => {
    const folds = predictionsFrom(outcomes(200, 0.7), 5);
    const metric = metrics.get('accuracy');
    const distribution = bootstrap([folds], [metric], createResampler(folds, 0), 500)[0]![0]!;
    const widths = [1e9, 160, 40].map((trainSize) =>
      halfWidth(metricInterval(distribution, metric.range, trainSize)),
    );
    expect(widths).toEqual(widths.toSorted((a, b) => a - b));
    expect(widths[1]! / widths[0]!).toBeCloseTo(Math.sqrt(1 + 0.25 * (200 / 160)), 1);
  });
});

describe('pairedDifference', () => {
  const options = { metric: 'accuracy', seed: 0 };

  it('is exactly 0 between a cell and itself', () => {
    const cell = predictionsFrom(outcomes(100, 0.6), 5);
    for (const metric of ['accuracy', 'macroF1']) {
      expect(pairedDifference(cell, cell, { ...options, metric })).toEqual({ mean: 0, ci95: [0, 0] });
    }
  });

  it("is McNemar's interval, far narrower than two unpaired ones", () => {
    const right = outcomes(1000, 0.7);
    const better = right.map((isRight, i) => isRight || Math.floor(i / 2) % 10 === 0);
    const a = predictionsFrom(better, 5);
    const b = predictionsFrom(right, 5);
    const difference = pairedDifference(a, b, { ...options, trainSize: 1e9 });
    const changed = better.filter((isRight, i) => isRight !== right[i]).length / 1000;
    const analytic = 1.96 * Math.sqrt((changed - changed ** 2) / 1000);
    expect(difference.mean).toBeCloseTo(changed, 12);
    expect(halfWidth(difference)).toBeGreaterThan(0.9 * analytic);
    expect(halfWidth(difference)).toBeLessThan(1.1 * analytic);
    expect(halfWidth(difference)).toBeLessThan(0.6 * halfWidth(intervalOf(b)));
  });

  it('turns its sign with its sides', () => {
    const a = predictionsFrom(outcomes(200, 0.8), 4);
    const b = predictionsFrom(outcomes(200, 0.6), 4);
    const forth = pairedDifference(a, b, options);
    const back = pairedDifference(b, a, options);
    expect(back.mean).toBe(-forth.mean);
    expect(back.ci95[0]).toBeCloseTo(-forth.ci95[1], 12);
  });

  it('refuses cells that were tested differently', () => {
    const a = predictionsFrom(outcomes(10, 0.8), 2);
    const shorter = { ...a[1]!, rows: a[1]!.rows.slice(0, 4) };
    expect(() => pairedDifference(a, [a[0]!, shorter], options)).toThrow(
      new RangeError(
        'Cannot compare the cells as they must be tested on the same rows and folds: prediction 4 of fold 1 is row 9 and nothing',
      ),
    );
    expect(() => pairedDifference(a, predictionsFrom(outcomes(10, 0.8), 5), options)).toThrow(
      'prediction 2 of fold 0 is row 2 and nothing',
    );
  });

  it('refuses a metric that needs what is not there', () => {
    const a = predictionsFrom(outcomes(10, 0.8));
    expect(() => pairedDifference(a, a, { metric: 'logLoss', seed: 0 })).toThrow(
      'Cannot compare the cells by logLoss as all predictions must have probabilities',
    );
  });
});

describe('quantile', () => {
  it('interpolates as numpy does', () => {
    const sorted = Float64Array.of(1, 2, 4, 8);
    expect([0, 0.025, 0.5, 0.9, 1].map((share) => quantile(sorted, share))).toEqual([
      1,
      1.075,
      3,
      expect.closeTo(6.8, 12),
      8,
    ]);
    expect(median([9, 1, 5])).toBe(5);
  });
});
