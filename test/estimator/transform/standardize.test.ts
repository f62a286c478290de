import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrix, matrixFrom, toDense, toSparse } from '../../../src/core/index.ts';
import { Standardize, transformers } from '../../../src/estimator/index.ts';
import { maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';

interface Expected {
  readonly dense: Record<string, { mean: number[]; scale: number[]; test: number[][] }>;
  readonly sparse: { X: number[][]; scale: number[]; transformed: number[][] };
}

const expected = golden<Expected>('transform/standardize.json');
const data = golden<Record<string, { X: number[][]; test: number[][] }>>('transform/data.json');

describe('Standardize', () => {
  it.each(Object.keys(expected.dense))('agrees with scikit-learn on %s', async (name) => {
    const { mean, scale, test } = expected.dense[name]!;
    const fitted = await new Standardize().fit(matrixFrom(data[name]!.X));
    expect(maxDifference(fitted.mean ?? [], mean)).toBeLessThan(1e-8 * Math.max(...mean.map(Math.abs)));
    expect(maxDifference(fitted.scale, scale)).toBeLessThan(1e-8);
    const transformed = await fitted.transform(matrixFrom(data[name]!.test));
    expect(maxDifference(transformed.data, test.flat())).toBeLessThan(1e-5);
  });

  it('scales sparse features and leaves their zeros, as scikit-learn without the mean', async () => {
    const X = toSparse(matrixFrom(expected.sparse.X));
    const fitted = await new Standardize().fit(X);
    expect(fitted.mean).toBeUndefined();
    expect(maxDifference(fitted.scale, expected.sparse.scale)).toBeLessThan(1e-8);
    const transformed = await fitted.transform(X);
    expect('indptr' in transformed && transformed.indices).toEqual(X.indices);
    expect(maxDifference(toDense(transformed).data, expected.sparse.transformed.flat())).toBeLessThan(1e-5);
    const revived = transformers.get('standardize').fromJSON(JSON.parse(JSON.stringify(fitted)));
    expect(await revived.transform(X)).toEqual(transformed);
    expect(maxDifference(toDense(await revived.transform(toDense(X))).data, toDense(transformed).data)).toBe(
      0,
    );
  });

  it('refuses sparse features where it was fitted on dense ones', async () => {
    const X = matrixFrom(expected.sparse.X);
    await expect((await new Standardize().fit(X)).transform(toSparse(X))).rejects.toThrow(
      'Cannot apply standardize as X must be dense: it is sparse',
    );
  });

  it('turns constant features into 0, whatever their size', async () => {
    const X = matrixFrom([
      [1e6 + 0.1, 0, 1],
      [1e6 + 0.1, 0, 2],
      [1e6 + 0.1, 0, 3],
    ]);
    const { data: values } = await (await new Standardize().fit(X)).transform(X);
    expect(values.filter((_, at) => at % 3 < 2).every((value) => value === 0)).toBe(true);
    expect(values[2]).toBeCloseTo(-Math.sqrt(1.5), 6);
  });

  it('refuses to transform what is not finite', async () => {
    const fitted = await new Standardize().fit(
      matrixFrom([
        [1, 2],
        [3, 5],
      ]),
    );
    const rows = [0, 1, 2, 3, 4].map((i) => [i, i === 4 ? Number.NaN : i]);
    await expect(fitted.transform(matrixFrom(rows))).rejects.toThrow(
      'Cannot apply standardize as X must be finite: row 4, column 1 is NaN',
    );
  });

  it('turns a single sample into 0', async () => {
    const X = matrixFrom([[3, -2]]);
    expect([...(await (await new Standardize().fit(X)).transform(X)).data]).toEqual([0, 0]);
  });

  it('gives mean 0 and deviation 1 or 0, however far from the origin', async () => {
    const columns = fc.array(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 12 }), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(columns, fc.integer({ min: -10_000, max: 10_000 }), async (lists, offset) => {
        const n = Math.min(...lists.map((list) => list.length));
        const d = lists.length;
        const X = matrix(
          n,
          d,
          Float32Array.from({ length: n * d }, (_, at) => lists[at % d]![Math.floor(at / d)]! + offset),
        );
        const { data: values } = await (await new Standardize().fit(X)).transform(X);
        for (let j = 0; j < d; j++) {
          const column = values.filter((_, at) => at % d === j);
          const sum = column.reduce((a, b) => a + b, 0);
          const squares = column.reduce((a, b) => a + b * b, 0);
          expect(Math.abs(sum)).toBeLessThan(1e-4);
          expect(Math.min(Math.abs(squares / n - 1), squares)).toBeLessThan(1e-4);
        }
      }),
      { numRuns: 50 },
    );
  });
});
