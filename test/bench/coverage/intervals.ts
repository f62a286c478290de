import { createRng, deriveSeed } from '../../../src/core/index.ts';
import { estimators } from '../../../src/estimator/index.ts';
import { createFolds, evaluateCell, type Interval, type Protocol } from '../../../src/evaluate/index.ts';
import { type Clouds, drawClouds } from './clouds.ts';

/** Data sets of one kind, divided in one way, with one model. */
interface Scenario {
  readonly name: string;
  readonly nSamples: number;
  readonly clouds: Clouds;
  readonly model: string;
  readonly protocol: Protocol;
}

/** How often intervals held the truth. */
export interface CoverageRow {
  readonly scenario: string;
  readonly metric: string;
  readonly truth: number;
  /** Share of data sets whose interval holds the truth. */
  readonly coverage: number;
  readonly meanWidth: number;
}

const equal = (nClasses: number) => Array.from({ length: nClasses }, () => 1 / nClasses);
const folds = (n: number, repeats = 1): Protocol => ({ type: 'k-fold', folds: n, repeats });
const heldOut = (testShare: number, repeats = 1): Protocol => ({ type: 'holdout', testShare, repeats });

const centroid = 'nearest-centroid';
const lda = 'linear-discriminant-analysis';
const logistic = 'logistic-regression';

const scenario = (
  name: string,
  nSamples: number,
  shares: readonly number[],
  [dims, distance, seed]: readonly [number, number, number],
  model: string,
  protocol: Protocol,
): Scenario => ({ name, nSamples, clouds: { shares, dims, distance, seed }, model, protocol });

export const scenarios: readonly Scenario[] = [
  scenario('n 60, 2 classes, centroid, 5-fold', 60, equal(2), [10, 1, 1], centroid, folds(5)),
  scenario('n 60, 2 easy classes, centroid, 5-fold', 60, equal(2), [10, 3, 1], centroid, folds(5)),
  scenario('n 66, 11 classes, LDA, 5-fold', 66, equal(11), [10, 2.5, 2], lda, folds(5)),
  scenario('n 100, 3 uneven, logistic, 5-fold', 100, [0.6, 0.25, 0.15], [8, 1.5, 3], logistic, folds(5)),
  scenario('n 200, 5 classes, LDA, 10-fold', 200, equal(5), [30, 2, 4], lda, folds(10)),
  scenario('n 330, 11 classes, logistic, 5-fold', 330, equal(11), [20, 2.5, 5], logistic, folds(5)),
  scenario('n 600, 11 classes, centroid, 5-fold', 600, equal(11), [20, 2.5, 5], centroid, folds(5)),
  scenario('n 200, 2 classes, LDA, 25 % held out', 200, equal(2), [20, 1.3, 6], lda, heldOut(0.25)),
  scenario('n 300, 5 classes, centroid, 10 × 20 %', 300, equal(5), [20, 2, 7], centroid, heldOut(0.2, 10)),
  scenario('n 150, 4 classes, centroid, 4 × 5-fold', 150, equal(4), [15, 1.5, 8], centroid, folds(5, 4)),
  scenario('n 60, 3 classes, k-means, 5-fold', 60, equal(3), [5, 2, 9], 'k-means', folds(5)),
  scenario('n 200, 5 classes, k-means, 5-fold', 200, equal(5), [8, 3, 10], 'k-means', folds(5)),
  scenario('n 330, 11 classes, k-means, 5-fold', 330, equal(11), [10, 3, 11], 'k-means', folds(5)),
];

const metrics = ['accuracy', 'balancedAccuracy', 'macroF1', 'logLoss', 'nmi'];

/** Draw data sets, evaluate the model on each, and count the intervals that hold the truth: what the metric comes to on
 * average over the data sets, known to a twentieth of the spread that the intervals are for. */
export async function coverageOf(
  { name, nSamples, clouds, model, protocol }: Scenario,
  nDataSets: number,
): Promise<CoverageRow[]> {
  const entry = estimators.get(model);
  const params = entry.params.parse({}) as Readonly<Record<string, unknown>>;
  const classNames = clouds.shares.map((_, c) => `class ${c}`);
  const found = new Map<string, Interval[]>();
  for (let d = 0; d < nDataSets; d++) {
    const { X, y } = drawClouds(clouds, nSamples, createRng(deriveSeed(99, name, d)));
    const evaluation = await evaluateCell({
      X,
      y,
      nClasses: classNames.length,
      folds: createFolds(protocol, { y, classNames, seed: d }),
      candidates: [{ params, create: () => entry.create(params) }],
      tune: { folds: 3, metric: 'accuracy' },
      metrics,
      seed: d,
    });
    for (const [metric, result] of Object.entries(evaluation.metrics)) {
      found.set(metric, [...(found.get(metric) ?? []), result]);
    }
  }
  return [...found].map(([metric, intervals]) => {
    const average = (of: (interval: Interval) => number) =>
      intervals.reduce((sum, interval) => sum + of(interval), 0) / intervals.length;
    const truth = average(({ mean }) => mean);
    return {
      scenario: name,
      metric,
      truth,
      coverage: average(({ ci95: [low, high] }) => (low <= truth && truth <= high ? 1 : 0)),
      meanWidth: average(({ ci95: [low, high] }) => high - low),
    };
  });
}
