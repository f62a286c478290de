import { describe, expect, it } from 'vitest';
import { matrix, matrixFrom, toDense } from '../../../src/core/index.ts';
import { L2, Pca, Standardize, transformers } from '../../../src/estimator/index.ts';
import { blobs, goldenData, maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';

interface Expected {
  readonly standardize: { mean: number[]; scale: number[]; test: number[][] };
  readonly l2: number[][];
  readonly pca: {
    components: number[][];
    explainedVarianceRatio: number[];
    test: number[][];
    countFor90Percent: number;
  };
}

describe.each(Object.entries(golden<Record<string, Expected>>('estimator/transforms.json')))(
  'scikit-learn on %s',
  (name, expected) => {
    const { X, test } = goldenData(name);

    it('standardize', async () => {
      const fitted = await new Standardize().fit(X);
      expect(maxDifference(fitted.mean ?? [], expected.standardize.mean)).toBeLessThan(1e-8);
      expect(maxDifference(fitted.scale, expected.standardize.scale)).toBeLessThan(1e-8);
      const transformed = await fitted.transform(test);
      expect(maxDifference(transformed.data, expected.standardize.test.flat())).toBeLessThan(1e-5);
    });

    it('l2', async () => {
      const transformed = toDense(await (await new L2().fit(X)).transform(test));
      expect(maxDifference(transformed.data, expected.l2.flat())).toBeLessThan(1e-6);
    });

    it('pca', async () => {
      const fitted = await new Pca({ components: 3 }).fit(X);
      expect(maxDifference(fitted.components.data, expected.pca.components.flat())).toBeLessThan(1e-5);
      expect(maxDifference(fitted.explainedVarianceRatio, expected.pca.explainedVarianceRatio)).toBeLessThan(
        1e-6,
      );
      expect(maxDifference((await fitted.transform(test)).data, expected.pca.test.flat())).toBeLessThan(1e-4);
      const share = await new Pca({ components: 0.9 }).fit(X);
      expect(share.components.rows).toBe(expected.pca.countFor90Percent);
    });
  },
);

describe('transforms', () => {
  it.each(transformers.entries.map((entry) => [entry.id, entry] as const))(
    '%s leaves its input alone and survives JSON',
    async (_, entry) => {
      const { X } = blobs();
      const before = X.data.slice();
      const fitted = await entry.create(entry.params.parse({})).fit(X);
      const transformed = await fitted.transform(X);
      expect(X.data).toEqual(before);
      const again = entry.fromJSON(JSON.parse(JSON.stringify(fitted.toJSON())));
      expect(await again.transform(X)).toEqual(transformed);
      await expect(fitted.transform(matrix(1, 4))).rejects.toThrow('X must have 5 features');
      await expect(entry.create(entry.params.parse({})).fit(matrix(0, 2))).rejects.toThrow(
        `Cannot fit ${entry.id} as there must be at least one sample`,
      );
    },
  );

  it('l2 leaves zero rows zero', async () => {
    const X = matrixFrom([
      [0, 0],
      [3, -4],
    ]);
    const { data } = toDense(await (await new L2().fit(X)).transform(X));
    expect(maxDifference(data, [0, 0, 0.6, -0.8])).toBeLessThan(1e-7);
  });
});
