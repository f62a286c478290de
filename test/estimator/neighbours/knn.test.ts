import { describe, expect, it } from 'vitest';
import { matrix, matrixFrom, takeLabels, takeRows } from '../../../src/core/index.ts';
import { Knn, type KnnParams } from '../../../src/estimator/index.ts';
import { knn } from '../../../src/estimator/neighbours/knn.ts';
import { blobs, maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';

const data = golden<{ X: number[][]; y: number[]; test: number[][] }>('neighbours/data.json');
const [X, y, test] = [matrixFrom(data.X), Int32Array.from(data.y), matrixFrom(data.test)];
const cases =
  golden<{ params: KnnParams; from: number; predicted: number[]; probabilities: number[][] }[]>(
    'neighbours/knn.json',
  );

describe('Knn', () => {
  it.each(cases)('equals scikit-learn with $params', async ({ params, from, predicted, probabilities }) => {
    const model = await new Knn(params).fit(X, y, { nClasses: 4 });
    expect(Array.from(await model.predict(test)).slice(from)).toEqual(predicted.slice(from));
    const shares = (await model.predictProba(test)).data.slice(from * 4);
    expect(maxDifference(shares, probabilities.slice(from).flat())).toBeLessThan(1e-5);
  });

  it.each(['euclidean', 'cosine'] as const)(
    'lets the samples at distance 0 decide alone with distance weights and %s',
    async (metric) => {
      const near = matrixFrom([
        [1, 2],
        [1, 2],
        [1, 2.001],
        [1, 2.002],
        [1, 2.003],
      ]);
      const model = await new Knn({ k: 5, metric, weights: 'distance' }).fit(
        near,
        Int32Array.of(0, 1, 2, 2, 2),
      );
      expect(Array.from((await model.predictProba(matrixFrom([[1, 2]]))).data)).toEqual([0.5, 0.5, 0]);
    },
  );

  it('weighs unit vectors alike by cosine and by euclidean distance at one temperature', async () => {
    const onCircle = (n: number, step: number) =>
      matrixFrom(Array.from({ length: n }, (_, i) => [Math.cos(i * step), Math.sin(i * step)]));
    const labels = Int32Array.from({ length: 30 }, (_, i) => i % 3);
    const shares = [];
    for (const metric of ['euclidean', 'cosine'] as const) {
      const model = await new Knn({ k: 9, metric, weights: 'temperature' }).fit(onCircle(30, 0.2), labels);
      shares.push((await model.predictProba(onCircle(40, 0.13))).data);
    }
    expect(maxDifference(shares[0]!, shares[1]!)).toBeLessThan(1e-5);
  });

  it('survives temperatures at which only the nearest counts', async () => {
    const model = await new Knn({ weights: 'temperature', temperature: 1e-30 }).fit(X, y);
    const nearest = await new Knn({ k: 1 }).fit(X, y);
    expect(await model.predict(test)).toEqual(await nearest.predict(test));
  });

  it('uses all samples, and says so, where there are fewer than k', async () => {
    const model = await new Knn({ k: 5 }).fit(matrixFrom([[0], [1], [2]]), Int32Array.of(0, 1, 1));
    expect(Array.from(await model.predict(matrixFrom([[0]])))).toEqual([1]);
    expect(model.warnings).toEqual(['Only 3 neighbours vote instead of 5: there are no more']);
  });

  it('takes the samples that stand first where many are equal', async () => {
    const equal = matrix(50, 3, new Float32Array(150).fill(2));
    const labels = Int32Array.from({ length: 50 }, (_, i) => (i < 3 ? 1 : 0));
    const model = await new Knn({ k: 5 }).fit(equal, labels);
    expect(Array.from(await model.predict(matrix(1, 3)))).toEqual([1]);
  });

  it('ranks by cosine samples of zeros as far from everything', async () => {
    const model = await new Knn({ k: 1, metric: 'cosine' }).fit(
      matrixFrom([
        [0, 0],
        [-1, 0.1],
        [1, 1],
      ]),
      Int32Array.of(0, 1, 2),
    );
    expect(
      Array.from(
        await model.predict(
          matrixFrom([
            [2, 1.9],
            [-3, 0],
            [1, -1],
            [0, 0],
          ]),
        ),
      ),
    ).toEqual([2, 1, 0, 0]);
  });

  it('makes models of other k and weights that share one search', async () => {
    const model = await new Knn({ metric: 'cosine' }).fit(X, y, { nClasses: 4 });
    const votes = [{ k: 1 }, { k: 13, weights: 'distance' as const }, { k: 200 }];
    const varied = model.vary(votes);
    for (const [i, vote] of votes.entries()) {
      const own = await new Knn({ metric: 'cosine', ...vote }).fit(X, y, { nClasses: 4 });
      expect((await varied[i]!.predictProba(test)).data).toEqual((await own.predictProba(test)).data);
      expect(JSON.stringify(varied[i])).toBe(JSON.stringify(own));
      expect(varied[i]!.warnings).toEqual(own.warnings);
    }
  });

  it('fits a grid with the models of single fits', async () => {
    const { X: points, y: labels } = blobs({ n: 80, d: 4, distance: 1 });
    const parts = [0, 1].map((fold) =>
      Int32Array.from(Array.from(labels.keys()).filter((i) => i % 2 === fold)),
    );
    const settings = [{ k: 3 }, { k: 7, metric: 'cosine' }, { k: 11, weights: 'distance' }].map((params) =>
      knn.params.parse(params),
    );
    const grid = await knn.fitGrid!(points, labels, parts, settings);
    for (const [p, part] of parts.entries()) {
      for (const [s, setting] of settings.entries()) {
        const own = await new Knn(setting).fit(takeRows(points, part), takeLabels(labels, part));
        expect((await grid[p]![s]!.predictProba!(points)).data).toEqual(
          (await own.predictProba(points)).data,
        );
        expect(JSON.stringify(grid[p]![s])).toBe(JSON.stringify(own));
      }
    }
  });
});
