import { describe, expect, it } from 'vitest';
import { createRng, type Matrix, matrix } from '../../src/core/index.ts';
import { GaussianMixture, LinearSvm, Pca, RidgeRegression } from '../../src/estimator/index.ts';

/** Enough for products by the runtime. */
const ROWS = 60;
const COLS = 131;
/** Between the positions that are tried, in rows and columns of all parts of X. */
const STRIDE = 599;

/** Sparse-looking features, so that a value that is not finite meets zeros, in three groups. */
function features(rows: number, cols: number): Matrix {
  const rng = createRng(3);
  return matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, (_, at) =>
      Math.max(0, rng.normal() + (Math.floor(at / cols) % 3)),
    ),
  );
}

const labels = (rows: number) => Int32Array.from({ length: rows }, (_, i) => i % 3);

const maps: [string, (X: Matrix) => Promise<(X: Matrix) => Promise<unknown>>][] = [
  ...(['diag', 'spherical', 'full', 'tied'] as const).map((covariance): (typeof maps)[number] => [
    'predict with gaussian-mixture',
    async (X) => {
      const model = await new GaussianMixture({ nComponents: 3, covariance }).fit(X, labels(X.rows));
      return (Z) => model.predict(Z);
    },
  ]),
  [
    'predict with linear-svm',
    async (X) => {
      const model = await new LinearSvm().fit(X, labels(X.rows));
      return (Z) => model.predict(Z);
    },
  ],
  [
    'predict with ridge-regression',
    async (X) => {
      const model = await new RidgeRegression().fit(X, Float64Array.from(labels(X.rows)));
      return (Z) => model.predict(Z);
    },
  ],
  [
    'apply pca',
    async (X) => {
      const model = await new Pca({ components: 2 }).fit(X);
      return (Z) => model.transform(Z);
    },
  ],
];

describe.each(maps)('%s (%#)', (action, mapOf) => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'refuses %d wherever it stands',
    async (value) => {
      const X = features(ROWS, COLS);
      const apply = await mapOf(X);
      for (let at = 0; at < X.data.length; at += STRIDE) {
        const spoilt = { ...X, data: X.data.slice() };
        spoilt.data[at] = value;
        await expect(apply(spoilt)).rejects.toThrow(
          new RangeError(
            `Cannot ${action} as X must be finite: row ${Math.floor(at / COLS)}, column ${at % COLS} is ${value}`,
          ),
        );
      }
    },
  );

  it('refuses rows of nothing else, and another number of features', async () => {
    const X = features(ROWS, COLS);
    const apply = await mapOf(X);
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      const spoilt = { ...X, data: X.data.slice().fill(value, 5 * COLS, 6 * COLS) };
      await expect(apply(spoilt)).rejects.toThrow(
        `Cannot ${action} as X must be finite: row 5, column 0 is ${value}`,
      );
    }
    await expect(apply(features(ROWS, COLS - 1))).rejects.toThrow(
      `Cannot ${action} as X must have ${COLS} features, as it was fitted on: it has ${COLS - 1}`,
    );
  });
});
