import { describe, expect, it } from 'vitest';
import { deriveSeed, labelMatrix, matrixFrom, toSparse } from '../../../src/core/index.ts';
import {
  createMultiLabelPipeline,
  estimators,
  GaussianNaiveBayes,
  LogisticRegression,
  multiLabelFromJSON,
  OneVsRest,
  RandomForest,
  RidgeClassifier,
  Standardize,
} from '../../../src/estimator/index.ts';
import { maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';
import { labelData } from '../../support/label-data.ts';

interface Golden {
  readonly X: number[][];
  readonly test: number[][];
  readonly labels: Record<string, number[][]>;
  readonly cases: {
    data: string;
    classifier: string;
    weighted: boolean;
    scores: number[][];
    predictions: number[][];
  }[];
}

const { X, test, labels, cases } = golden<Golden>('multi-label/one-vs-rest.json');

describe.each(cases)(
  'scikit-learn with $classifier on $data labels, weighted: $weighted',
  ({ data, classifier, weighted, scores, predictions }) => {
    it('has the same scores and label sets', async () => {
      const rows = labels[data]!;
      const { create, params } = estimators.get(classifier);
      const settings = classifier === 'logistic-regression' ? { tolerance: 1e-7 } : {};
      const model = await new OneVsRest(() => create(params.parse(settings))).fit(
        matrixFrom(X),
        labelMatrix(rows.length, rows[0]!.length, Uint8Array.from(rows.flat())),
        weighted ? { sampleWeight: Float64Array.from(rows, (_, i) => [1, 2, 0.5, 1, 0.7, 3][i % 6]!) } : {},
      );
      expect(maxDifference((await model.scores(matrixFrom(test))).data, scores.flat())).toBeLessThan(1e-4);
      expect(Array.from((await model.predict(matrixFrom(test))).data)).toEqual(predictions.flat());
    });
  },
);

describe('one-vs-rest', () => {
  it('answers labels on no or every sample as they are, and says how many', async () => {
    const { X, Y } = labelData({ n: 20, nLabels: 5 });
    for (let i = 0; i < 20; i++) Y.data.set([0, 0, 1], i * 5 + 1);
    const model = await new OneVsRest(() => new LogisticRegression()).fit(X, Y);
    const { data } = await model.scores(X);
    expect(data.filter((_, at) => at % 5 === 1 || at % 5 === 2).every((score) => score === 0)).toBe(true);
    expect(data.filter((_, at) => at % 5 === 3).every((score) => score === 1)).toBe(true);
    expect(model.warnings).toEqual([
      '3 of 5 labels have a single answer, as they are 2 on no training sample and 1 on every training sample',
    ]);
  });

  it('leaves samples of weight 0 out, also of what a label has', async () => {
    const { X, Y } = labelData({ n: 20, nLabels: 2 });
    for (let i = 0; i < 20; i++) Y.data[2 * i] = Number(i < 3);
    const sampleWeight = Float64Array.from({ length: 20 }, (_, i) => (i < 3 ? 0 : 1));
    const model = await new OneVsRest(() => new GaussianNaiveBayes()).fit(X, Y, { sampleWeight });
    expect(model.models[0]).toBe(0);
    expect(model.warnings).toHaveLength(1);
  });

  it('says once what its classifiers warn of', async () => {
    const { X, Y } = labelData({ n: 60, nLabels: 4 });
    const model = await new OneVsRest(() => new LogisticRegression({ maxIterations: 1 })).fit(X, Y);
    expect(model.warnings).toEqual([
      expect.stringMatching(/^Logistic regression did not converge .* \(in 4 of 4 labels\)$/),
    ]);
  });

  it('gives the models that logistic regression fits label by label, also of many labels', async () => {
    const { X, Y } = labelData({ n: 40, nLabels: 70 });
    const model = await new OneVsRest(() => new LogisticRegression()).fit(X, Y);
    const { data } = await model.scores(X);
    for (const label of [0, 30, 69]) {
      const y = Int32Array.from({ length: 40 }, (_, i) => Y.data[70 * i + label]!);
      const alone = await (await new LogisticRegression().fit(X, y)).predictProba(X);
      const column = data.filter((_, at) => at % 70 === label);
      expect(
        maxDifference(
          column,
          alone.data.filter((_, at) => at % 2 === 1),
        ),
      ).toBeLessThan(1e-4);
    }
  });

  it('gives each label a seed of its own', async () => {
    const { X, Y } = labelData({ n: 40, nLabels: 2 });
    for (let i = 0; i < 40; i++) Y.data[2 * i + 1] = Y.data[2 * i]!;
    const create = () => new RandomForest({ nEstimators: 5 });
    const { data } = await (await new OneVsRest(create).fit(X, Y, { seed: 3 })).scores(X);
    const first = data.filter((_, at) => at % 2 === 0);
    expect(first).not.toEqual(data.filter((_, at) => at % 2 === 1));
    const y = Int32Array.from({ length: 40 }, (_, i) => Y.data[2 * i]!);
    const alone = await create().fit(X, y, { seed: deriveSeed(3, 'label', 0) });
    const proba = await alone.predictProba(X);
    expect(first).toEqual(proba.data.filter((_, at) => at % 2 === 1));
  });

  it('refuses a classifier without probabilities, and labels that are no 0 or 1', async () => {
    const { X, Y } = labelData({ n: 20, nLabels: 2 });
    await expect(new OneVsRest(() => new RidgeClassifier()).fit(X, Y)).rejects.toThrow(
      'Cannot fit one-vs-rest as its classifier must give probabilities: ridge-classifier gives none',
    );
    const two = labelMatrix(20, 2, Y.data.slice().fill(2, 5, 6));
    await expect(new OneVsRest(() => new GaussianNaiveBayes()).fit(X, two)).rejects.toThrow(
      'Cannot fit one-vs-rest as Y must hold 0 and 1 alone: row 2, label 1 is 2',
    );
    await expect(new OneVsRest(() => new GaussianNaiveBayes()).fit(X, labelMatrix(20, 0))).rejects.toThrow(
      'Cannot fit one-vs-rest as there must be at least one label: Y has none',
    );
  });
});

describe('createMultiLabelPipeline', () => {
  it('fits transforms once, for all labels, and survives JSON', async () => {
    const { X, Y } = labelData({ n: 40, nLabels: 3 });
    const oneVsRest = new OneVsRest(() => new LogisticRegression());
    const model = await createMultiLabelPipeline([{ type: 'standardize', params: {} }], oneVsRest).fit(X, Y);
    const scaler = await new Standardize().fit(X);
    const byHand = await oneVsRest.fit(await scaler.transform(X), Y);
    const fresh = labelData({ n: 10, nLabels: 3, seed: 2 }).X;
    const scores = await model.scores(fresh);
    expect(scores).toEqual(await byHand.scores(await scaler.transform(fresh)));
    expect(await model.transform!(fresh)).toEqual(await scaler.transform(fresh));
    const json = JSON.parse(JSON.stringify(model));
    expect(json.transforms).toHaveLength(1);
    const again = multiLabelFromJSON(json);
    expect(await again.scores(fresh)).toEqual(scores);
    expect(again).toMatchObject({ nLabels: 3, nFeatures: 5 });
  });

  it('is the estimator itself without transforms, and makes sparse features dense where it must', async () => {
    const { X, Y } = labelData({ n: 20, nLabels: 2 });
    const dense = new OneVsRest(() => new RandomForest({ nEstimators: 3 }));
    expect(createMultiLabelPipeline([], dense)).toBe(dense);
    const model = await createMultiLabelPipeline([{ type: 'l2', params: {} }], dense).fit(toSparse(X), Y);
    expect(await model.scores(toSparse(X))).toEqual(await model.scores(X));
  });
});
