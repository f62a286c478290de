import { createRng, deriveSeed, type Matrix, type Rng, type Targets } from '../../../src/core/index.ts';
import { estimators } from '../../../src/estimator/index.ts';
import {
  type Candidate,
  createFolds,
  evaluateCell,
  type Interval,
  type Protocol,
} from '../../../src/evaluate/index.ts';
import { drawClouds } from './clouds.ts';
import { drawLabels, drawNumbers, oneVersusRest, regression } from './targets.ts';

/** Samples of a kind, with what they are stratified by. */
export interface Drawn {
  readonly X: Matrix;
  readonly y: Int32Array;
  readonly classNames: readonly string[];
  /** Where it is not y that is predicted. */
  readonly targets?: Targets;
}

/** Data sets of one kind, divided in one way, with one model. */
interface Scenario {
  readonly name: string;
  draw(rng: Rng): Drawn;
  readonly candidate: Candidate;
  readonly protocol: Protocol;
  /** The first is the one that settings would be chosen by. */
  readonly metrics: readonly string[];
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

const ofClasses = ['accuracy', 'balancedAccuracy', 'macroF1', 'logLoss', 'nmi'];
const ofNumbers = ['r2', 'mae', 'rmse'];
const ofLabels = ['labelAveragePrecision', 'labelMicroF1', 'labelMacroF1', 'subsetAccuracy', 'hammingLoss'];

const scenario = (
  name: string,
  nSamples: number,
  shares: readonly number[],
  [dims, distance, seed]: readonly [number, number, number],
  model: string,
  protocol: Protocol,
): Scenario => {
  const entry = estimators.get(model);
  const params = entry.params.parse({}) as Readonly<Record<string, unknown>>;
  const classNames = shares.map((_, c) => `class ${c}`);
  return {
    name,
    draw: (rng) => ({ ...drawClouds({ shares, dims, distance, seed }, nSamples, rng), classNames }),
    candidate: { params, create: () => entry.create(params) },
    protocol,
    metrics: ofClasses,
  };
};

const numbers = (
  name: string,
  [nSamples, dims]: readonly [number, number],
  model: string,
  protocol: Protocol,
  heavy = false,
): Scenario => ({
  name,
  draw: (rng) => drawNumbers(nSamples, dims, heavy, rng),
  candidate: regression(model),
  protocol,
  metrics: ofNumbers,
});

const labels = (
  name: string,
  [nSamples, nLabels]: readonly [number, number],
  model: string,
  protocol: Protocol,
): Scenario => ({
  name,
  draw: (rng) => drawLabels(nSamples, nLabels, rng),
  candidate: oneVersusRest(model),
  protocol,
  metrics: ofLabels,
});

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
  numbers('n 60, numbers, ridge, 5-fold', [60, 8], 'ridge-regression', folds(5)),
  numbers('n 200, numbers, ridge, 5-fold', [200, 20], 'ridge-regression', folds(5)),
  numbers('n 200, numbers with far ones, ridge, 5-fold', [200, 20], 'ridge-regression', folds(5), true),
  numbers('n 200, numbers, ridge, 25 % held out', [200, 20], 'ridge-regression', heldOut(0.25)),
  labels('n 100, 4 labels, logistic, 5-fold', [100, 4], logistic, folds(5)),
  labels('n 300, 8 labels, logistic, 5-fold', [300, 8], logistic, folds(5)),
];

/** Draw data sets, evaluate the model on each, and count the intervals that hold the truth: what the metric comes to on
 * average over the data sets, known to a twentieth of the spread that the intervals are for. */
export async function coverageOf(
  { name, draw, candidate, protocol, metrics }: Scenario,
  nDataSets: number,
): Promise<CoverageRow[]> {
  const found = new Map<string, Interval[]>();
  for (let d = 0; d < nDataSets; d++) {
    const { X, y, classNames, targets } = draw(createRng(deriveSeed(99, name, d)));
    const stratifiesOnly = targets !== undefined;
    const evaluation = await evaluateCell({
      X,
      y,
      nClasses: classNames.length,
      ...(targets && { targets }),
      folds: createFolds(protocol, { y, classNames, stratifiesOnly, seed: d }),
      candidates: [candidate],
      tune: { folds: 3, metric: metrics[0]! },
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
