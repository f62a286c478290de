import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  type Features,
  InterruptedError,
  type Matrix,
  matrix,
  matrixFrom,
  takeLabels,
  takeRows,
  toSparse,
} from '../../src/core/index.ts';
import {
  classifierFromJSON,
  type Estimator,
  type EstimatorEntry,
  estimators,
  type FittedClassifier,
} from '../../src/estimator/index.ts';
import { accuracy, blobs, maxDifference } from '../support/estimator-data.ts';

/** What an estimator is excused from, and why. */
interface Exempt {
  /** From giving the same model for samples in another order. */
  readonly rowOrder?: string;
  /** From stopping at a raised signal. */
  readonly abort?: string;
  /** From a thousand classes. */
  readonly manyClasses?: string;
  /** From learning an easy problem. */
  readonly learning?: string;
}

const exempt: Readonly<Record<string, Exempt>> = {
  'random-forest': { rowOrder: 'its bootstrap draws row numbers' },
  'random-forest by mljs': {
    rowOrder: 'its bootstrap draws row numbers',
    manyClasses: 'it takes a minute and more',
  },
  'logistic-regression by mljs': { manyClasses: 'it takes a minute and more' },
  'k-means': { rowOrder: 'its first centers are drawn by row number' },
  'mini-batch-k-means': { rowOrder: 'its batches are drawn by row number' },
  'k-means by mljs': { rowOrder: 'its first centers are drawn by row number' },
  'gaussian-mixture': { rowOrder: 'it starts from k-means' },
  'svm by mljs': {
    rowOrder: 'it draws the partners of its steps by row number',
    manyClasses: 'its half a million machines of two classes take half a minute',
  },
  knn: { abort: 'its fit computes nothing' },
  'gaussian-naive-bayes': { abort: 'its fit is one pass over the data' },
  'multinomial-naive-bayes': { abort: 'its fit is one pass over the data' },
  'bernoulli-naive-bayes': {
    abort: 'its fit is one pass over the data',
    learning: 'it sees no more than the signs of the features',
  },
  'complement-naive-bayes': { abort: 'its fit is one pass over the data' },
  'nearest-centroid': { abort: 'its fit is one pass over the data' },
  majority: { abort: 'its fit counts labels', learning: 'it ignores the features' },
  stratified: { abort: 'its fit counts labels', learning: 'it ignores the features' },
};

/** Parameters that keep the suite fast. */
const light: Readonly<Record<string, object>> = {
  'random-forest': { nEstimators: 15 },
  'extra-trees': { nEstimators: 15 },
  'gradient-boosted-trees': { maxIterations: 10, minSamplesLeaf: 2 },
  'k-means': { nInit: 3 },
};

/** Estimators of counts, which refuse features below 0: they are given absolute values. */
const ofCounts: readonly string[] = ['multinomial-naive-bayes', 'complement-naive-bayes'];

/** Values that the schemas refuse, per estimator. */
const outOfRange: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  'logistic-regression': [
    { C: 0 },
    { C: -1 },
    { C: '1' },
    { penalty: 'l3' },
    { l1Ratio: 1.5 },
    { multiclass: 'one-vs-one' },
    { classWeight: [-1, 1] },
    { maxIterations: 0 },
    { tolerance: 0 },
  ],
  'linear-svm': [
    { C: 0 },
    { C: -1 },
    { loss: 'log' },
    { multiclass: 'one-vs-one' },
    { interceptScaling: 0 },
    { maxIterations: 0.5 },
    { tolerance: 0 },
  ],
  'ridge-classifier': [
    { alpha: 0 },
    { alpha: [] },
    { alpha: [1, -1] },
    { tolerance: 0 },
    { maxIterations: 0 },
  ],
  svm: [
    { C: 0 },
    { gamma: -1 },
    { gamma: 'none' },
    { kernel: 'cubic' },
    { degree: -1 },
    { classWeight: [-1] },
    { probability: 'sigmoid' },
    { tolerance: 0 },
    { maxIterations: 0 },
    { cacheMegabytes: 0 },
    { nu: 0.5 },
  ],
  'nu-svm': [{ nu: 0 }, { nu: 1.1 }, { C: 1 }, { gamma: 0 }, { degree: 0.5 }, { cacheMegabytes: 0 }],
  'extra-trees': [{ nEstimators: 0 }, { criterion: 'variance' }, { maxLeafNodes: 1 }, { maxSamples: 0.5 }],
  'gradient-boosted-trees': [
    { learningRate: 0 },
    { maxIterations: 0 },
    { maxLeafNodes: 1 },
    { maxDepth: 0 },
    { minSamplesLeaf: 0 },
    { l2Regularization: -1 },
    { maxFeatures: 1.5 },
    { maxBins: 256 },
    { earlyStopping: true },
    { validationFraction: 1.5 },
    { nIterNoChange: 0 },
    { tolerance: -1 },
  ],
  'random-forest': [
    { nEstimators: 0 },
    { maxFeatures: 0 },
    { maxFeatures: 1.5 },
    { maxFeatures: 'most' },
    { maxDepth: 0 },
    { minSamplesSplit: 1 },
    { minSamplesLeaf: 0 },
  ],
  knn: [{ k: 0 }, { k: 1.5 }, { metric: 'manhattan' }, { weights: 'squared' }, { temperature: 0 }],
  'gaussian-naive-bayes': [{ varSmoothing: 0 }, { varSmoothing: -1 }, { priors: [-1, 2] }],
  'multinomial-naive-bayes': [{ alpha: -1 }, { alpha: [1, -1] }, { priors: 'balanced' }],
  'bernoulli-naive-bayes': [{ alpha: -1 }, { binarize: -1 }, { binarize: 'none' }],
  'complement-naive-bayes': [{ alpha: -1 }, { norm: 1 }, { priors: 'uniform' }],
  'linear-discriminant-analysis': [{ shrinkage: 1.5 }, { shrinkage: 'half' }, { priors: [-1, 2] }],
  'quadratic-discriminant-analysis': [{ shrinkage: -0.1 }, { regParam: 2 }, { priors: 'balanced' }],
  'nearest-centroid': [{ metric: 'chebyshev' }, { shrinkThreshold: -1 }, { priors: 'balanced' }],
  'k-means': [
    { k: 0 },
    { k: 'many' },
    { init: 'first' },
    { nInit: 0 },
    { maxIterations: 0 },
    { tolerance: -1 },
  ],
  'mini-batch-k-means': [
    { k: 0 },
    { init: 'first' },
    { nInit: 0 },
    { initSize: 0 },
    { batchSize: 0 },
    { maxIterations: 0 },
    { tolerance: -1 },
    { maxNoImprovement: 0 },
    { reassignmentRatio: -0.1 },
  ],
  'gaussian-mixture': [
    { nComponents: 0 },
    { covariance: 'none' },
    { nInit: 0 },
    { regCovariance: 0 },
    { tolerance: -1 },
    { maxIterations: 0 },
  ],
  agglomerative: [{ k: 0 }, { k: 'many' }, { linkage: 'median' }],
  majority: [],
  stratified: [],
};

interface Subject {
  readonly name: string;
  readonly id: string;
  create(): Estimator;
}

const subjects: Subject[] = estimators.entries.flatMap((entry) => {
  const params = entry.params.parse(light[entry.id] ?? {});
  const others = Object.entries(entry.implementations ?? {});
  return [
    { name: entry.id, id: entry.id, create: () => entry.create(params) },
    ...others.map(([other, implementation]) => ({
      name: `${entry.id} by ${other}`,
      id: entry.id,
      create: () => implementation.create(params),
    })),
  ];
});

const easyBlobs = blobs({ n: 60, d: 5, nClasses: 3, distance: 6, seed: 1 });
const hardBlobs = blobs({ n: 60, d: 5, nClasses: 3, distance: 1.5, seed: 2 });

/** Everything a model says of X. */
async function answers(model: FittedClassifier, X: Features) {
  return {
    predicted: await model.predict(X),
    probabilities: (await model.predictProba?.(X))?.data,
    clusters: await model.predictCluster?.(X),
  };
}

async function expectValidAnswers(model: FittedClassifier, X: Matrix, nClasses: number) {
  const { predicted, probabilities } = await answers(model, X);
  expect(predicted.length).toBe(X.rows);
  expect(predicted.every((label) => label >= 0 && label < nClasses)).toBe(true);
  if (probabilities === undefined) return;
  expect(probabilities.length).toBe(X.rows * nClasses);
  for (let i = 0; i < X.rows; i++) {
    const row = Array.from(probabilities.subarray(i * nClasses, (i + 1) * nClasses));
    expect(row.every((p) => p >= 0 && p <= 1)).toBe(true);
    expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    expect(row[predicted[i]!]).toBe(Math.max(...row));
  }
}

describe.each(subjects)('$name', ({ name, id, create }) => {
  const excused = exempt[name] ?? {};
  const suited = (X: Matrix) => (ofCounts.includes(id) ? matrix(X.rows, X.cols, X.data.map(Math.abs)) : X);
  const easy = { X: suited(easyBlobs.X), y: easyBlobs.y };
  const hard = { X: suited(hardBlobs.X), y: hardBlobs.y };

  it('changes neither X nor y', async () => {
    const X = matrix(hard.X.rows, hard.X.cols, hard.X.data.slice());
    const y = hard.y.slice();
    await answers(await create().fit(X, y), X);
    expect(X.data).toEqual(hard.X.data);
    expect(y).toEqual(hard.y);
  });

  it('gives the same model for the same seed', async () => {
    const first = await create().fit(hard.X, hard.y, { seed: 5 });
    const second = await create().fit(hard.X, hard.y, { seed: 5 });
    expect(await answers(second, hard.X)).toEqual(await answers(first, hard.X));
  });

  if (!excused.rowOrder) {
    it('gives the same model for samples in another order', async () => {
      const order = Array.from(hard.y.keys()).sort((a, b) => ((a * 37) % 60) - ((b * 37) % 60));
      const first = await answers(await create().fit(hard.X, hard.y), hard.X);
      const shuffled = await create().fit(takeRows(hard.X, order), takeLabels(hard.y, order));
      const second = await answers(shuffled, hard.X);
      expect(second.predicted).toEqual(first.predicted);
      expect(maxDifference(second.probabilities ?? [], first.probabilities ?? [])).toBeLessThan(1e-3);
    });
  }

  it('gives valid answers, and probabilities that are greatest for the predicted class', async () => {
    const model = await create().fit(hard.X, hard.y);
    expect(model).toMatchObject({ nClasses: 3, nFeatures: 5, warnings: [] });
    await expectValidAnswers(model, hard.X, 3);
    await expectValidAnswers(model, matrix(0, 5), 3);
  });

  if (!excused.learning) {
    it('learns an easy problem', async () => {
      const half = Array.from({ length: 30 }, (_, i) => i);
      const rest = half.map((i) => i + 30);
      const model = await create().fit(takeRows(easy.X, half), takeLabels(easy.y, half));
      expect(accuracy(await model.predict(takeRows(easy.X, rest)), takeLabels(easy.y, rest))).toBeGreaterThan(
        0.9,
      );
    });
  }

  it('survives JSON unchanged', async () => {
    const model = await create().fit(hard.X, hard.y, { nClasses: 4 });
    const revived = classifierFromJSON(JSON.parse(JSON.stringify(model)));
    expect(await answers(revived, hard.X)).toEqual(await answers(model, hard.X));
    expect(revived).toMatchObject({ nClasses: 4, nFeatures: 5, warnings: model.warnings });
    expect(JSON.stringify(revived)).toBe(JSON.stringify(model));
  });

  it('works with gaps in the class ids, which it never predicts', async () => {
    const y = hard.y.map((label) => (label === 0 ? 0 : 3));
    const model = await create().fit(hard.X, y, { nClasses: 5 });
    expect(model.nClasses).toBe(5);
    expect(model.warnings.filter((warning) => warning.startsWith('Classes 1, 2, 4 have no'))).toHaveLength(
      id === 'majority' ? 0 : 1,
    );
    await expectValidAnswers(model, hard.X, 5);
    expect((await model.predict(hard.X)).every((label) => label === 0 || label === 3)).toBe(true);
  });

  it('predicts the one class there is', async () => {
    const model = await create().fit(hard.X, new Int32Array(60).fill(2), { nClasses: 4 });
    expect(await model.predict(hard.X)).toEqual(new Int32Array(60).fill(2));
    await expectValidAnswers(model, hard.X, 4);
  });

  it('works with a class of one sample', async () => {
    const y = hard.y.map((label, i) => (i === 7 ? 2 : label % 2));
    await expectValidAnswers(await create().fit(hard.X, y), hard.X, 3);
  });

  it('works with a single sample', async () => {
    const model = await create().fit(matrixFrom([[1, 2]]), Int32Array.of(1));
    const X = matrixFrom([
      [1, 2],
      [-50, 7],
    ]);
    expect(await model.predict(X)).toEqual(Int32Array.of(1, 1));
    await expectValidAnswers(model, X, 2);
  });

  it('works with features that are constant, some or all', async () => {
    const some = matrix(
      60,
      5,
      hard.X.data.map((value, at) => (at % 5 < 3 ? 0 : value)),
    );
    await expectValidAnswers(await create().fit(some, hard.y), some, 3);
    const all = matrix(60, 5, new Float32Array(300).fill(3));
    await expectValidAnswers(await create().fit(all, hard.y), all, 3);
  });

  it('works with equal samples of different classes', async () => {
    const X = matrix(
      60,
      5,
      hard.X.data.map((_, at) => hard.X.data[at % 150]!),
    );
    await expectValidAnswers(
      await create().fit(
        X,
        hard.y.map((_, i) => (i < 30 ? 0 : 1)),
      ),
      X,
      2,
    );
  });

  it('works with a single feature', async () => {
    const { X, y } = blobs({ n: 30, d: 1, nClasses: 2 });
    await expectValidAnswers(await create().fit(suited(X), y), X, 2);
  });

  it('works with more features than samples', async () => {
    const { X, y } = blobs({ n: 9, d: 200, nClasses: 3 });
    await expectValidAnswers(await create().fit(suited(X), y), X, 3);
  });

  it('works with samples that are all zero', async () => {
    const X = matrix(
      60,
      5,
      hard.X.data.map((value, at) => (at < 100 ? 0 : value)),
    );
    await expectValidAnswers(await create().fit(X, hard.y), X, 3);
  });

  it('works with classes that are far apart', async () => {
    const X = matrixFrom(Array.from({ length: 20 }, (_, i) => [i < 10 ? -1000 - i : 1000 + i]));
    const y = Int32Array.from({ length: 20 }, (_, i) => (i < 10 ? 0 : 1));
    await expectValidAnswers(await create().fit(suited(X), y), X, 2);
  });

  if (!excused.manyClasses) {
    it('works with a thousand classes', { timeout: 60_000 }, async () => {
      const X = matrixFrom(
        Array.from({ length: 1000 }, (_, i) => [i % 10, Math.floor(i / 10) % 10, i / 100]),
      );
      const y = Int32Array.from({ length: 1000 }, (_, i) => i);
      const few = takeRows(X, [0, 500, 999]);
      await expectValidAnswers(await create().fit(X, y), few, 1000);
    });
  }

  it('takes sparse features for what they are, or says that it does not', async () => {
    const X = matrix(
      60,
      5,
      hard.X.data.map((value) => (Math.abs(value) < 1 ? 0 : value)),
    );
    const sparse = toSparse(X);
    const estimator = create();
    if (!estimator.takesSparse) {
      await expect(estimator.fit(sparse, hard.y)).rejects.toThrow(
        new RangeError(`Cannot fit ${id} as X must be dense: it is sparse, and toDense(X) makes it dense`),
      );
      return;
    }
    const dense = await answers(await estimator.fit(X, hard.y), X);
    const model = await estimator.fit(sparse, hard.y);
    expect(model.takesSparse).toBe(true);
    const same = await answers(model, sparse);
    expect(same.predicted).toEqual(dense.predicted);
    expect(maxDifference(same.probabilities ?? [], dense.probabilities ?? [])).toBeLessThan(1e-3);
  });

  it('leaves out samples of weight 0, or says that it takes no weights', async () => {
    const sampleWeight = Float64Array.from({ length: 60 }, (_, i) => (i % 4 === 0 ? 0 : 1));
    const estimator = create();
    if (!estimator.takesWeights) {
      await expect(estimator.fit(hard.X, hard.y, { sampleWeight })).rejects.toThrow(
        new RangeError(`Cannot fit ${id} with sample weights as it has no use for them`),
      );
      return;
    }
    const weighted = await answers(await estimator.fit(hard.X, hard.y, { sampleWeight }), hard.X);
    if (excused.rowOrder) return;
    const rows = Array.from({ length: 60 }, (_, i) => i).filter((i) => i % 4 !== 0);
    const rest = await estimator.fit(takeRows(hard.X, rows), takeLabels(hard.y, rows));
    const without = await answers(rest, hard.X);
    expect(weighted.predicted).toEqual(without.predicted);
    expect(maxDifference(weighted.probabilities ?? [], without.probabilities ?? [])).toBeLessThan(1e-3);
  });

  it('tells its progress in order, if at all', async () => {
    const told: number[] = [];
    await create().fit(hard.X, hard.y, { progress: (done) => void told.push(done) });
    expect(told.every((done) => done >= 0 && done <= 1)).toBe(true);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('refuses %s', async (value) => {
    const X = matrix(60, 5, hard.X.data.slice());
    X.data[11] = value;
    await expect(create().fit(X, hard.y)).rejects.toThrow(
      new RangeError(`Cannot fit ${id} as X must be finite: row 2, column 1 is ${value}`),
    );
    const model = await create().fit(hard.X, hard.y);
    const message = new RangeError(
      `Cannot predict with ${id} as X must be finite: row 2, column 1 is ${value}`,
    );
    await expect(model.predict(X)).rejects.toThrow(message);
    if (model.predictProba) await expect(model.predictProba(X)).rejects.toThrow(message);
  });

  it('refuses X and y of different lengths', async () => {
    await expect(create().fit(hard.X, hard.y.slice(1))).rejects.toThrow(
      new RangeError(`Cannot fit ${id} as X and y must have equal length: X has 60 rows, y has 59 labels`),
    );
  });

  it('refuses no samples', async () => {
    await expect(create().fit(matrix(0, 5), new Int32Array(0))).rejects.toThrow(
      new RangeError(`Cannot fit ${id} as there must be at least one sample: X has 0 rows`),
    );
  });

  it('refuses another number of features in a prediction', async () => {
    const model = await create().fit(hard.X, hard.y);
    const message = new RangeError(
      `Cannot predict with ${id} as X must have 5 features, as it was fitted on: it has 4`,
    );
    await expect(model.predict(matrix(3, 4))).rejects.toThrow(message);
    if (model.predictProba) await expect(model.predictProba(matrix(3, 4))).rejects.toThrow(message);
  });

  if (!excused.abort) {
    it('stops at a raised signal', async () => {
      const fit = create().fit(hard.X, hard.y, { signal: AbortSignal.abort() });
      await expect(fit).rejects.toThrow(InterruptedError);
    });
  }
});

describe.each(estimators.entries)('parameters of $id', ({ id, params }: EstimatorEntry) => {
  it('all have a default and a description', () => {
    const { properties } = z.toJSONSchema(params, { io: 'input' });
    for (const [name, property] of Object.entries(properties ?? {})) {
      expect(property, name).toHaveProperty('default');
      expect(property, name).toHaveProperty('description');
    }
    expect(Object.keys(params.parse({}) as object)).toEqual(Object.keys(properties ?? {}));
  });

  it('are refused if unknown', () => {
    expect(params.safeParse({ notAParameter: 1 }).success).toBe(false);
  });

  it('are refused if out of range', () => {
    expect(outOfRange[id]).toBeDefined();
    for (const values of outOfRange[id]!) {
      expect(params.safeParse(values).success, JSON.stringify(values)).toBe(false);
    }
  });
});

it('the exemptions are of estimators that exist', () => {
  expect(subjects.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(exempt)));
});
