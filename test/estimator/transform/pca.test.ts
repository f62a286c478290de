import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng, type Matrix, matrix, matrixFrom, toSparse } from '../../../src/core/index.ts';
import { Pca, type PcaParams, transformers } from '../../../src/estimator/index.ts';
import { maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';

interface Case {
  readonly data: string;
  readonly params: Partial<PcaParams>;
  readonly count: number;
  readonly components: number[][];
  readonly explainedVariance: number[];
  readonly explainedVarianceRatio: number[];
  readonly noiseVariance: number;
  readonly test: number[][];
  readonly inverse: number[][];
}

const cases = golden<Case[]>('transform/pca.json');
const data = golden<Record<string, { X: number[][]; test: number[][] }>>('transform/data.json');

/** The first columns of X, row-major. */
function firstColumns(X: Matrix, count: number): number[] {
  return Array.from(
    { length: X.rows * count },
    (_, at) => X.data[Math.floor(at / count) * X.cols + (at % count)]!,
  );
}

/** Samples of a spectrum that falls off after the tenth direction. */
function decaying(n: number, d: number, offset = 0): Matrix {
  const rng = createRng(n);
  const mixing = Float64Array.from({ length: 12 * d }, () => rng.normal());
  const X = matrix(n, d);
  for (let i = 0; i < n; i++) {
    const factors = Array.from({ length: 12 }, (_, k) => rng.normal() * (k < 10 ? 3 : 0.5));
    for (let j = 0; j < d; j++) {
      let value = offset + 0.2 * rng.normal();
      for (let k = 0; k < 12; k++) value += factors[k]! * mixing[k * d + j]!;
      X.data[i * d + j] = value;
    }
  }
  return X;
}

/** The sine of the greatest angle between the row spaces of orthonormal rows: no less than the true one. */
function angle(A: Matrix, B: Matrix): number {
  let squares = 0;
  for (let a = 0; a < A.rows; a++) {
    const rest = Float64Array.from(A.data.subarray(a * A.cols, (a + 1) * A.cols));
    for (let b = 0; b < B.rows; b++) {
      let dot = 0;
      for (let j = 0; j < A.cols; j++) dot += A.data[a * A.cols + j]! * B.data[b * B.cols + j]!;
      for (let j = 0; j < A.cols; j++) rest[j]! -= dot * B.data[b * B.cols + j]!;
    }
    squares += rest.reduce((sum, value) => sum + value * value, 0);
  }
  return Math.sqrt(squares);
}

describe('Pca', () => {
  it.each(cases.map((each) => [each.data, JSON.stringify(each.params), each] as const))(
    'agrees with scikit-learn on %s with %s',
    async (name, _, expected) => {
      const fitted = await new Pca(expected.params).fit(matrixFrom(data[name]!.X));
      const kept = expected.components.length;
      const spread = Math.max(...expected.test.flat().map(Math.abs));
      expect(fitted.components.rows).toBe(expected.count);
      expect(
        maxDifference(
          fitted.components.data.subarray(0, kept * fitted.components.cols),
          expected.components.flat(),
        ),
      ).toBeLessThan(2e-4);
      const greatest = expected.explainedVariance[0]!;
      expect(
        maxDifference(fitted.explainedVariance.subarray(0, kept), expected.explainedVariance),
      ).toBeLessThan(1e-5 * greatest);
      expect(
        maxDifference(fitted.explainedVarianceRatio.subarray(0, kept), expected.explainedVarianceRatio),
      ).toBeLessThan(1e-5);
      expect(Math.abs(fitted.noiseVariance - expected.noiseVariance)).toBeLessThan(1e-5 * greatest);
      const test = matrixFrom(data[name]!.test);
      const transformed = await fitted.transform(test);
      expect(maxDifference(firstColumns(transformed, kept), expected.test.flat())).toBeLessThan(
        1e-4 * spread,
      );
      const inverse = await fitted.inverseTransform(transformed);
      const size = Math.max(...expected.inverse.flat().map(Math.abs));
      expect(maxDifference(inverse.data, expected.inverse.flat())).toBeLessThan(1e-4 * spread + 1e-7 * size);
    },
  );

  it.each([
    [300, 260, 'auto'],
    [260, 300, 'auto'],
    [600, 250, 'covariance'],
    [250, 600, 'gram'],
    [600, 250, 'randomized'],
  ] as const)('finds the leading part alone of %i × %i by %s', async (n, d, solver) => {
    const X = decaying(n, d, 100);
    const leading = await new Pca({ components: 10, solver }).fit(X);
    const whole = await new Pca({ components: 'all' }).fit(X);
    const expected = matrix(10, d, whole.components.data.slice(0, 10 * d));
    expect(angle(leading.components, expected)).toBeLessThan(1e-3);
    expect(maxDifference(leading.explainedVariance, whole.explainedVariance.subarray(0, 10))).toBeLessThan(
      1e-5 * whole.explainedVariance[0]!,
    );
  });

  it('gives the same model for the same seed', async () => {
    const X = decaying(300, 260);
    const params = { components: 10, solver: 'randomized', seed: 3 } as const;
    expect(await new Pca(params).fit(X)).toEqual(await new Pca(params).fit(X));
  });

  it('gives back what it was fitted on where all components are kept', async () => {
    const rows = fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 4, maxLength: 4 }), {
      minLength: 1,
      maxLength: 9,
    });
    await fc.assert(
      fc.asyncProperty(rows, fc.boolean(), async (values, whiten) => {
        const X = matrixFrom(values);
        const fitted = await new Pca({ components: 'all', whiten }).fit(X);
        const again = await fitted.inverseTransform(await fitted.transform(X));
        expect(maxDifference(again.data, X.data)).toBeLessThan(2e-2);
        const shares = fitted.explainedVarianceRatio.reduce((sum, share) => sum + share, 0);
        expect(Math.min(Math.abs(shares - 1), shares)).toBeLessThan(1e-5);
      }),
      { numRuns: 50 },
    );
  });

  it('whitens to variance 1', async () => {
    const X = decaying(200, 20, 1000);
    const Y = await (await new Pca({ components: 5, whiten: true }).fit(X)).transform(X);
    for (let c = 0; c < 5; c++) {
      const column = Y.data.filter((_, at) => at % 5 === c);
      expect(column.reduce((sum, value) => sum + value * value, 0) / 199).toBeCloseTo(1, 3);
    }
  });

  it('survives JSON with whitening', async () => {
    const X = decaying(50, 8);
    const fitted = await new Pca({ components: 3, whiten: true }).fit(X);
    const revived = transformers.get('pca').fromJSON(JSON.parse(JSON.stringify(fitted)));
    expect(await revived.transform(X)).toEqual(await fitted.transform(X));
  });

  it('gives zeros where there is no variance', async () => {
    const X = matrixFrom([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    const fitted = await new Pca({ components: 2, whiten: true }).fit(X);
    expect([...(await fitted.transform(X)).data]).toEqual([0, 0, 0, 0]);
    expect((await new Pca().fit(X)).components.rows).toBe(1);
    expect([...(await new Pca({ components: 1, solver: 'randomized' }).fit(X)).components.data]).toEqual([
      0, 0, 0,
    ]);
  });

  it('works with a single sample, and with a single feature', async () => {
    const one = matrixFrom([[4, 5]]);
    expect([...(await (await new Pca({ components: 1 }).fit(one)).transform(one)).data]).toEqual([0]);
    const column = matrixFrom([[1], [3], [5]]);
    expect([...(await (await new Pca({ components: 1 }).fit(column)).transform(column)).data]).toEqual([
      -2, 0, 2,
    ]);
  });

  it('refuses more components than samples or features', async () => {
    await expect(new Pca({ components: 3 }).fit(matrix(9, 2))).rejects.toThrow(
      'Cannot fit pca as components must be at most the smaller side of X, 2: it is 3',
    );
  });

  it('refuses sparse features', async () => {
    const sparse = toSparse(matrix(9, 2)) as unknown as Matrix;
    await expect(new Pca({ components: 1 }).fit(sparse)).rejects.toThrow('Cannot fit pca as X must be dense');
  });

  it('refuses a share of the variance for the randomised solver', async () => {
    await expect(new Pca({ components: 0.5, solver: 'randomized' }).fit(matrix(9, 2))).rejects.toThrow(
      'Cannot fit pca as solver randomized must be told the number of components: components is 0.5',
    );
  });
});
