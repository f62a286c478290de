import { describe, expect, it } from 'vitest';
import { InterruptedError, matrix, matrixFrom } from '../../../src/core/index.ts';
import { detectorFromJSON, detectors } from '../../../src/estimator/anomaly/registry.ts';
import { KnnDistance, type KnnDistanceParams } from '../../../src/estimator/index.ts';
import { maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';

const data = golden<{ X: number[][]; test: number[][] }>('neighbours/data.json');
const [X, test] = [matrixFrom(data.X), matrixFrom(data.test)];
const cases = golden<{ params: KnnDistanceParams; scores: number[]; trainingScores: number[] }[]>(
  'neighbours/knn-distance.json',
);

describe('KnnDistance', () => {
  it.each(cases)('equals scikit-learn with $params', async ({ params, scores, trainingScores }) => {
    const model = await new KnnDistance(params).fit(X);
    expect(maxDifference(await model.score(test), scores)).toBeLessThan(1e-5);
    expect(maxDifference(await model.scoreTraining(), trainingScores)).toBeLessThan(1e-5);
  });

  it('leaves each sample out among more equal ones than it looks at', async () => {
    const model = await new KnnDistance({ k: 2 }).fit(matrixFrom([[1], [1], [1], [1], [1], [4]]));
    expect(Array.from(await model.scoreTraining())).toEqual([0, 0, 0, 0, 0, 3]);
  });

  it('looks at all samples, and says so, where there are fewer than k', async () => {
    const model = await new KnnDistance({ k: 3 }).fit(matrixFrom([[0], [2]]));
    expect(model.warnings).toEqual(['Only 2 neighbours are looked at instead of 3: there are no more']);
    expect(Array.from(await model.score(matrixFrom([[5]])))).toEqual([5]);
    expect(Array.from(await model.scoreTraining())).toEqual([2, 2]);
  });

  it('scores a single sample 0 among the training samples', async () => {
    const model = await new KnnDistance().fit(matrixFrom([[7]]));
    expect(Array.from(await model.scoreTraining())).toEqual([0]);
  });

  it('survives JSON unchanged', async () => {
    const model = await new KnnDistance({ k: 4, score: 'mean' }).fit(X);
    const revived = detectorFromJSON(JSON.parse(JSON.stringify(model)));
    expect(await revived.score(test)).toEqual(await model.score(test));
    expect(JSON.stringify(revived)).toBe(JSON.stringify(model));
  });

  it('refuses what it cannot use', async () => {
    await expect(new KnnDistance().fit(matrix(0, 2))).rejects.toThrow(
      'Cannot fit knn-distance as there must be at least one sample: X has 0 rows',
    );
    const model = await new KnnDistance().fit(X);
    await expect(model.score(matrix(2, 3))).rejects.toThrow(
      'Cannot score with knn-distance as X must have 5 features, as it was fitted on: it has 3',
    );
    await expect(model.score(matrix(1, 5, new Float32Array(5).fill(Number.NaN)))).rejects.toThrow(
      'Cannot score with knn-distance as X must be finite: row 0, column 0 is NaN',
    );
    await expect(new KnnDistance().fit(X, { signal: AbortSignal.abort() })).rejects.toThrow(InterruptedError);
    expect(detectors.get('knn-distance').params.safeParse({ score: 'median' }).success).toBe(false);
  });
});
