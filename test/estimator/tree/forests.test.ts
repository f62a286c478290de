import { afterAll, describe, expect, it } from 'vitest';
import { matrix, matrixFrom, takeLabels, takeRows } from '../../../src/core/index.ts';
import { ExtraTrees, type FittedForest, RandomForest } from '../../../src/estimator/index.ts';
import { codeEvenly } from '../../../src/estimator/tree/even-codes.ts';
import { codeFeatures } from '../../../src/estimator/tree/feature-codes.ts';
import { featuresPerNode } from '../../../src/estimator/tree/forest-params.ts';
import { useThreads } from '../../../src/linalg/index.ts';
import { accuracy, blobs } from '../../support/estimator-data.ts';

const { X, y } = blobs({ n: 150, d: 12, nClasses: 4 });

describe('RandomForest', () => {
  it('gives a tree the same shape whatever the number of trees', async () => {
    const few = await new RandomForest({ nEstimators: 2 }).fit(X, y, { seed: 3 });
    const many = await new RandomForest({ nEstimators: 5 }).fit(X, y, { seed: 3 });
    expect(few.trees.feature).toEqual(many.trees.feature.slice(0, few.trees.feature.length));
    expect(few.trees.threshold).toEqual(many.trees.threshold.slice(0, few.trees.threshold.length));
  });

  it('goes on drawing features while those drawn are constant', async () => {
    const { X: informative, y: labels } = blobs({ n: 40, d: 1, nClasses: 2, distance: 8 });
    const constant = matrix(40, 50);
    informative.data.forEach((value, i) => {
      constant.data[i * 50 + 49] = value;
    });
    const model = await new RandomForest({ nEstimators: 1, maxFeatures: 1, bootstrap: false }).fit(
      constant,
      labels,
    );
    expect(accuracy(await model.predict(constant), labels)).toBe(1);
  });

  it('makes one leaf of samples that are all equal but for their class', async () => {
    const model = await new RandomForest({ nEstimators: 1, bootstrap: false }).fit(
      matrixFrom([[1], [1], [1], [1]]),
      Int32Array.of(0, 1, 1, 1),
    );
    expect(model.trees.feature).toEqual(Int32Array.of(-1));
    expect(Array.from((await model.predictProba(matrixFrom([[5]]))).data)).toEqual([0.25, 0.75]);
  });

  it('separates neighbouring floats', async () => {
    const low = 1;
    const high = Math.fround(1 + 2 ** -23);
    const samples = matrixFrom([[low], [high]]);
    const labels = Int32Array.of(0, 1);
    const model = await new RandomForest({ nEstimators: 1, bootstrap: false }).fit(samples, labels);
    expect(await model.predict(samples)).toEqual(labels);
  });

  it('is stopped by its signal in the middle of a fit', async () => {
    const controller = new AbortController();
    const { X: many, y: labels } = blobs({ n: 500, d: 50, distance: 0.5 });
    setTimeout(() => controller.abort(), 40);
    const fit = new RandomForest({ nEstimators: 100_000 }).fit(many, labels, { signal: controller.signal });
    await expect(fit).rejects.toThrow(/^Interrupted/);
  });

  it.each([{ oobScore: true }, { maxSamples: 0.5 }])('refuses %o without bootstrap', (settings) => {
    expect(() => new RandomForest({ ...settings, bootstrap: false })).toThrow(
      `${Object.keys(settings)[0]} needs bootstrap, as without it every tree sees every sample`,
    );
  });

  it('leaves out samples of weight 0, whatever else they are', async () => {
    const sampleWeight = Float64Array.from(y, (_, i) => (i % 3 === 0 ? 0 : 1 + (i % 2)));
    const kept = Array.from(y.keys()).filter((i) => i % 3 !== 0);
    for (const settings of [{}, { classWeight: 'balanced' }, { oobScore: true }] as const) {
      const forest = new RandomForest({ nEstimators: 10, ...settings });
      const weighted = await forest.fit(X, y, { sampleWeight });
      const fewer = await forest.fit(takeRows(X, kept), takeLabels(y, kept), {
        sampleWeight: Float64Array.from(kept, (i) => sampleWeight[i]!),
      });
      expect(weighted.toJSON()).toEqual(fewer.toJSON());
    }
  });

  it('draws samples in proportion to their weights', async () => {
    const sampleWeight = Float64Array.from(y, (label) => (label === 2 ? 1e-6 : 1));
    const model = await new RandomForest({ nEstimators: 20 }).fit(X, y, { sampleWeight });
    expect((await model.predict(X)).includes(2)).toBe(false);
  });

  it('has importances of 0 where no tree has a split', async () => {
    const model = await new RandomForest({ nEstimators: 3 }).fit(X, new Int32Array(150));
    expect(model.featureImportances).toEqual(new Float64Array(12));
  });

  it('has no out-of-bag score where every tree drew every sample', async () => {
    const model = await new RandomForest({ nEstimators: 2, oobScore: true }).fit(
      matrixFrom([[1]]),
      Int32Array.of(0),
    );
    expect(model.oobScore).toBeNull();
  });
});

describe.each([
  ['random-forest', RandomForest],
  ['extra-trees', ExtraTrees],
] as const)('%s', (_, Forest) => {
  const many = blobs({ n: 4500, d: 40, nClasses: 3, distance: 2.5 });
  const wide = blobs({ n: 400, d: 900, nClasses: 3 });

  afterAll(() => useThreads(0));

  it.each([
    ['coded in 256 bins', many],
    ['exact', wide],
  ] as const)('grows the same forest on any number of threads, %s', async (_, data) => {
    const forest = new Forest({ nEstimators: 60, maxFeatures: 30 });
    useThreads(1);
    const alone = await forest.fit(data.X, data.y, { seed: 7 });
    const expected = await alone.predictProba(data.X);
    for (const threads of [2, 3]) {
      useThreads(threads);
      const together = await forest.fit(data.X, data.y, { seed: 7 });
      expect(together.toJSON()).toEqual(alone.toJSON());
      expect(await together.predictProba(data.X)).toEqual(expected);
    }
  });

  it('learns as much from 256 bins as from exact values', async () => {
    useThreads(1);
    const forest = new Forest({ nEstimators: 30, minSamplesLeaf: 3 });
    const train = (from: number, to: number) => {
      const rows = Array.from({ length: to - from }, (_, i) => from + i);
      return [takeRows(many.X, rows), takeLabels(many.y, rows)] as const;
    };
    const [test, expected] = train(4200, 4500);
    const exact = await forest.fit(...train(0, 4096));
    const binned = await forest.fit(...train(0, 4200));
    const share = async (model: FittedForest) => accuracy(await model.predict(test), expected);
    expect(Math.abs((await share(exact)) - (await share(binned)))).toBeLessThan(0.05);
  });

  it('reaches 1 on what it was grown on, also in 256 bins, where nothing limits the trees', async () => {
    useThreads(1);
    const model = await new Forest({ nEstimators: 5, bootstrap: false }).fit(many.X, many.y);
    expect(accuracy(await model.predict(many.X), many.y)).toBe(1);
  });

  it('tells how much is done', async () => {
    useThreads(1);
    const told: number[] = [];
    await new Forest({ nEstimators: 5 }).fit(X, y, { progress: (done) => told.push(done) });
    expect(told.length).toBeGreaterThan(2);
    expect(told.every((done, k) => done >= (told[k - 1] ?? 0) && done <= 1)).toBe(true);
  });

  it('is stopped by its signal on several threads, which then serve the next fit', async () => {
    useThreads(2);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 60);
    const fit = new Forest({ nEstimators: 20_000 }).fit(wide.X, wide.y, { signal: controller.signal });
    await expect(fit).rejects.toThrow(/^Interrupted/);
    const model = await new Forest({ nEstimators: 40 }).fit(wide.X, wide.y);
    expect(model.trees.roots.length).toBe(40);
  });
});

describe('featuresPerNode', () => {
  it.each([
    ['sqrt', 720, 26],
    ['sqrt', 1, 1],
    ['log2', 720, 9],
    ['log2', 1, 1],
    ['all', 720, 720],
    [0.5, 9, 4],
    [0.01, 9, 1],
    [1, 9, 1],
    [20, 9, 9],
  ] as const)('%s of %i features is %i', (rule, nFeatures, expected) => {
    expect(featuresPerNode(rule, nFeatures)).toBe(expected);
  });
});

describe('codeFeatures', () => {
  const X = matrixFrom([
    [3, -0],
    [-1e-40, 0],
    [-2, 7],
    [3, -7e30],
  ]);

  it('ranks the values of every feature, equal ones alike', () => {
    const { byFeature: codes, bySample, starts, low, high } = codeFeatures(X, 4);
    expect(Array.from(codes)).toEqual([2, 1, 0, 2, 1, 1, 2, 0]);
    expect(Array.from(bySample)).toEqual([2, 1, 1, 1, 0, 2, 2, 0]);
    expect(Array.from(starts)).toEqual([0, 3, 6]);
    const values = Float32Array.of(-2, -1e-40, 3, -7e30, -0, 7);
    expect(low).toEqual(values);
    expect(high.every((value, at) => value === values[at])).toBe(true);
  });

  it('sees only the rows that it is given', () => {
    const { byFeature: codes, low } = codeFeatures(X, 4, Int32Array.of(0, 3));
    expect(Array.from(codes)).toEqual([0, 0, 1, 0]);
    expect(low).toEqual(Float32Array.of(3, -7e30, -0));
  });

  it('shares codes evenly among the samples where values are too many, but never divides equal ones', () => {
    const values = Float32Array.from({ length: 10_000 }, (_, i) => (i % 2 === 0 ? 0 : i));
    const { byFeature: codes, low, high } = codeFeatures(matrix(10_000, 1, values), 256);
    const perCode = new Int32Array(256);
    for (const code of codes) perCode[code]!++;
    expect(perCode[0]).toBe(5000);
    expect(Math.min(...perCode.subarray(1))).toBeGreaterThanOrEqual(15);
    expect(Math.max(...perCode.subarray(1))).toBeLessThanOrEqual(25);
    expect(codes.every((code, i) => values[i]! >= low[code]! && values[i]! <= high[code]!)).toBe(true);
  });

  it.each([
    ['far from the others', (i: number) => (i === 0 ? 1e20 : Math.sin(i))],
    ['that are few', (i: number) => (i % 200) ** 9],
    ['that are equal', () => 3],
    ['spread evenly', (i: number) => (i * 7919) % 3000],
  ] as const)('gives codes in the order of the values, also with values %s', (_, value) => {
    const values = Float32Array.from({ length: 3000 }, (_, i) => value(i));
    const { byFeature: codes, starts, low, high } = codeFeatures(matrix(3000, 1, values), 256);
    expect(codes.every((code, i) => values[i]! >= low[code]! && values[i]! <= high[code]!)).toBe(true);
    expect(low.every((least, code) => code === 0 || least > high[code - 1]!)).toBe(true);
    const distinct = new Set(values).size;
    expect(starts[1]).toBe(distinct <= 256 ? distinct : 256);
  });
});

describe('codeEvenly', () => {
  const n = 3000;
  const rows = Int32Array.from({ length: n }, (_, i) => (i * 7) % n);
  const ofValues = (value: (i: number) => number) =>
    matrix(
      n,
      1,
      Float32Array.from({ length: n }, (_, i) => value(i)),
    );

  it('gives codes in proportion to the values, and the least value one of its own', () => {
    const X = ofValues((i) => (i % 2 === 0 ? -1 : 3 * Math.sin(i) ** 2 - 1));
    const { byFeature: codes, low, high, isEven } = codeEvenly(X, rows);
    expect(Array.from(isEven)).toEqual([1]);
    expect(low.length).toBe(256);
    const greatest = Math.max(...X.data);
    codes.forEach((code, i) => {
      const value = X.data[rows[i]!]!;
      expect(value >= low[code]! && value <= high[code]!).toBe(true);
      expect(code).toBe(value === -1 ? 0 : 1 + Math.floor(((value + 1) / (greatest + 1)) * 254.999999));
    });
  });

  it.each([
    ['without values', (i: number) => (i % 100) + (i % 100 > 50 ? 900 : 0)],
    ['narrower than a float', (i: number) => 2 ** 24 + 2 * (i % 100)],
    ['of the smallest floats', (i: number) => 2 ** -149 * (i % 100)],
    ['on both sides of 0', (i: number) => (i % 200) - 100],
    ['that are huge', (i: number) => ((i % 201) - 100) * 3.4028234e36],
  ] as const)('has codes that adjoin each other, also %s', (_, value) => {
    const X = ofValues(value);
    const { byFeature: codes, low, high, isEven } = codeEvenly(X, rows);
    expect(Array.from(isEven)).toEqual([1]);
    codes.forEach((code, i) => {
      const seen = X.data[rows[i]!]!;
      expect(seen >= low[code]! && seen <= high[code]!).toBe(true);
    });
    for (let code = 0; code < 255; code++) {
      const [end, next] = [high[code]!, low[code + 1]!];
      expect(next).toBeGreaterThan(end);
      expect([end, next]).toContain(Math.fround(end / 2 + next / 2));
    }
  });

  it.each([
    ['far from the others', (i: number) => (i === 0 ? 1e20 : Math.sin(i))],
    ['that are few', (i: number) => i % 5],
    ['that are equal but for a few', (i: number) => (i % 300 === 0 ? i : 0)],
    ['that are equal', () => 3],
  ] as const)('codes by rank where there are values %s', (_, value) => {
    const X = ofValues(value);
    const even = matrix(n, 2);
    for (let i = 0; i < n; i++) even.data.set([i, X.data[i]!], 2 * i);
    const found = codeEvenly(even, rows);
    const expected = codeFeatures(X, 256, rows);
    expect(Array.from(found.isEven)).toEqual([1, 0]);
    expect(found.byFeature.subarray(n)).toEqual(expected.byFeature);
    expect(found.low.subarray(256)).toEqual(expected.low);
    expect(found.high.subarray(256)).toEqual(expected.high);
    expect(found.bySample.every((code, at) => code === found.byFeature[(at % 2) * n + (at >> 1)])).toBe(true);
  });
});
