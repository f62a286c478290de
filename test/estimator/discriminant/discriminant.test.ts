import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InterruptedError, matrix, matrixFrom } from '../../../src/core/index.ts';
import {
  type Estimator,
  GaussianNaiveBayes,
  LinearDiscriminantAnalysis,
  NearestCentroid,
  QuadraticDiscriminantAnalysis,
} from '../../../src/estimator/index.ts';
import { blobs, maxDifference } from '../../support/estimator-data.ts';

/** Labels 0 and 1 in turn for samples with one feature. */
const labels = (n: number) => Int32Array.from({ length: n }, (_, i) => i % 2);

describe.each<[string, Estimator]>([
  ['gaussian-naive-bayes', new GaussianNaiveBayes()],
  ['linear-discriminant-analysis', new LinearDiscriminantAnalysis()],
  ['linear-discriminant-analysis, shrunk', new LinearDiscriminantAnalysis({ shrinkage: 'auto' })],
  ['quadratic-discriminant-analysis', new QuadraticDiscriminantAnalysis()],
  ['quadratic-discriminant-analysis, shrunk', new QuadraticDiscriminantAnalysis({ shrinkage: 'auto' })],
  ['nearest-centroid with priors', new NearestCentroid({ priors: [0.5, 0.3, 0.2] })],
])('%s', (_, estimator) => {
  it('gives the same probabilities in other units and from another origin', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1000 }),
        fc.constantFrom(1 / 64, 1 / 2, 4, 1024),
        fc.integer({ min: -64, max: 64 }),
        async (seed, scale, offset) => {
          const { X, y } = blobs({ n: 45, d: 4, distance: 1.5, seed });
          // eighths, so that the change of units is exact
          const coarse = X.data.map((value) => Math.round(value * 8) / 8);
          const changed = coarse.map((value) => (value + offset) * scale);
          const one = matrix(X.rows, X.cols, coarse);
          const other = matrix(X.rows, X.cols, changed);
          const expected = await (await estimator.fit(one, y)).predictProba!(one);
          const given = await (await estimator.fit(other, y)).predictProba!(other);
          expect(maxDifference(given.data, expected.data)).toBeLessThan(1e-5);
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('LinearDiscriminantAnalysis', () => {
  it('leaves out a feature that is constant in every class, whatever it says', async () => {
    const X = matrixFrom([
      [0, 5],
      [1, 5],
      [2, 9],
      [3, 9],
    ]);
    const y = Int32Array.of(0, 0, 1, 1);
    const model = await new LinearDiscriminantAnalysis().fit(X, y);
    expect(model.weights[1]).toBeCloseTo(0, 12);
    expect(model.weights[3]).toBeCloseTo(0, 12);
    expect(model.warnings).toEqual([]);
  });

  it('says that priors decide where nothing varies within the classes', async () => {
    const model = await new LinearDiscriminantAnalysis().fit(
      matrixFrom([[1], [2], [2]]),
      Int32Array.of(0, 1, 1),
    );
    expect(model.warnings).toEqual(['No feature varies within the classes: the class priors alone decide']);
    expect(Array.from((await model.predictProba(matrixFrom([[1]]))).data)[1]).toBeCloseTo(2 / 3, 6);
  });

  it('says how many directions there are for more features than samples, unless shrunk', async () => {
    const { X, y } = blobs({ n: 9, d: 20 });
    const [plain, shrunk] = [{}, { shrinkage: 'auto' } as const];
    expect((await new LinearDiscriminantAnalysis(plain).fit(X, y)).warnings).toEqual([
      'The covariance within the classes has rank 6 for 20 features that vary: the other directions are left out, and shrinkage would use them',
    ]);
    expect((await new LinearDiscriminantAnalysis(shrunk).fit(X, y)).warnings).toEqual([]);
  });

  it('solves many features by products what it solves few features by hand', async () => {
    // equal copies of features leave the model as it is: both roads meet the same singular covariance
    const { X, y } = blobs({ n: 400, d: 6, distance: 1.5 });
    const copies = matrix(
      X.rows,
      30,
      Float32Array.from({ length: X.rows * 30 }, (_, at) => X.data[Math.floor(at / 30) * 6 + (at % 6)]!),
    );
    const plain = await (await new LinearDiscriminantAnalysis().fit(X, y)).predictProba(X);
    const model = await new LinearDiscriminantAnalysis().fit(copies, y);
    expect(model.warnings[0]).toMatch(/rank 6 for 30 features/);
    expect(maxDifference((await model.predictProba(copies)).data, plain.data)).toBeLessThan(1e-5);
  });
});

describe('QuadraticDiscriminantAnalysis', () => {
  it('names the classes whose covariance is singular, unless it is made regular', async () => {
    const X = matrixFrom([[0], [1], [0.2], [1.5], [0.4], [7]]);
    const y = Int32Array.of(0, 1, 0, 1, 0, 2);
    expect((await new QuadraticDiscriminantAnalysis().fit(X, y)).warnings).toEqual([
      'The covariance of class 2 is singular: 0.001 of the mean variance is added to the diagonal, and shrinkage or regParam would choose better',
    ]);
    expect((await new QuadraticDiscriminantAnalysis({ regParam: 0.1 }).fit(X, y)).warnings).toEqual([]);
  });

  it('stops between classes', async () => {
    const { X, y } = blobs({ n: 90, d: 40 });
    const controller = new AbortController();
    const fitted = new QuadraticDiscriminantAnalysis().fit(X, y, {
      signal: controller.signal,
      progress: () => {
        controller.abort();
        const end = performance.now() + 30;
        while (performance.now() < end);
      },
    });
    await expect(fitted).rejects.toThrow(InterruptedError);
  });
});

describe('NearestCentroid', () => {
  it('has no probabilities where distances alone decide', async () => {
    const { X, y } = blobs();
    expect((await new NearestCentroid().fit(X, y)).predictProba).toBeUndefined();
    expect((await new NearestCentroid({ priors: 'empirical' }).fit(X, y)).predictProba).toBeUndefined();
    expect((await new NearestCentroid({ priors: [3, 1, 1] }).fit(X, y)).predictProba).toBeDefined();
  });

  it('takes medians for manhattan, of an even number of values the mean of the middle two', async () => {
    const X = matrixFrom([[5], [1], [100], [2], [-7], [-9], [-8]]);
    const model = await new NearestCentroid({ metric: 'manhattan' }).fit(
      X,
      Int32Array.of(0, 0, 0, 0, 1, 1, 1),
    );
    expect(Array.from(model.centroids)).toEqual([3.5, -8]);
  });

  it('leaves the centroids where each class has one sample, however much they are to shrink', async () => {
    const X = matrixFrom([[0], [3], [4]]);
    const model = await new NearestCentroid({ shrinkThreshold: 5 }).fit(X, Int32Array.of(0, 1, 2));
    expect(Array.from(model.centroids, (value) => Math.round(value * 1e9) / 1e9)).toEqual([0, 3, 4]);
  });

  it('refuses priors that differ by cosine', async () => {
    await expect(
      new NearestCentroid({ metric: 'cosine', priors: [0.9, 0.1] }).fit(
        matrixFrom([[1], [2], [3], [4]]),
        labels(4),
      ),
    ).rejects.toThrow('Cannot fit nearest-centroid by cosine with priors that differ');
  });
});
