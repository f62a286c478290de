import { describe, expect, it } from 'vitest';
import { matrix, matrixFrom } from '../../../src/core/index.ts';
import {
  FittedGaussianMixture,
  GaussianMixture,
  type GaussianMixtureParams,
} from '../../../src/estimator/index.ts';
import { blobs, maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';

interface Case {
  readonly data: string;
  readonly params: GaussianMixtureParams;
  readonly weights: number[];
  readonly means: number[][];
  readonly factors: (number | number[] | number[][])[];
  readonly logLikelihood: number;
  readonly bic: number;
  readonly aic: number;
  readonly chances: number[][];
}

const cases = golden<Case[]>('mixture/gaussian-mixture.json');
const data = golden<Record<string, { X: number[][] }>>('mixture/data.json');

/** Blocks of equal length, in another order. */
function reordered(values: ArrayLike<number>, order: readonly number[]): number[] {
  const length = values.length / order.length;
  return order.flatMap((from) => Array.from({ length }, (_, i) => values[from * length + i]!));
}

describe('GaussianMixture', () => {
  it.each(cases.map((each) => [each.data, JSON.stringify(each.params), each] as const))(
    'agrees with scikit-learn on %s with %s',
    async (name, _, expected) => {
      const X = matrixFrom(data[name]!.X);
      const model = await new GaussianMixture(expected.params).fit(X, new Int32Array(X.rows));
      const order = [...model.weights.keys()].sort(
        (a, b) => model.means[a * X.cols]! - model.means[b * X.cols]!,
      );
      const factors = expected.factors.flat(2);
      const isTied = expected.params.covariance === 'tied';
      expect(maxDifference(reordered(model.weights, order), expected.weights)).toBeLessThan(1e-3);
      const size = Math.max(...expected.means.flat().map(Math.abs));
      expect(maxDifference(reordered(model.means, order), expected.means.flat())).toBeLessThan(
        2e-3 * Math.min(size, 10),
      );
      const found = isTied ? model.factors : reordered(model.factors, order);
      expect(maxDifference(found, factors)).toBeLessThan(2e-3 * Math.max(...factors.map(Math.abs)));
      expect(Math.abs(model.logLikelihood - expected.logLikelihood)).toBeLessThan(1e-4);
      expect(Math.abs(model.bic / expected.bic - 1)).toBeLessThan(1e-4);
      expect(Math.abs(model.aic / expected.aic - 1)).toBeLessThan(1e-4);
      const first = matrix(20, X.cols, X.data.subarray(0, 20 * X.cols));
      const chances = await model.predictClusterProba(first);
      const inOrder = Array.from({ length: 20 }, (_, i) =>
        order.map((c) => chances.data[i * chances.cols + c]!),
      ).flat();
      expect(maxDifference(inOrder, expected.chances.flat())).toBeLessThan(2e-3);
    },
  );

  it('gives each component the most frequent class of its training samples', async () => {
    const X = matrixFrom([[0], [0.1], [0.2], [9], [9.1], [9.2]]);
    const model = await new GaussianMixture({ nComponents: 2 }).fit(X, Int32Array.of(2, 2, 0, 1, 0, 1));
    expect(Array.from(await model.predict(X))).toEqual([2, 2, 2, 1, 1, 1]);
    const { data: probabilities } = await model.predictProba(matrixFrom([[0.1]]));
    expect(maxDifference(probabilities, [0, 0, 1])).toBeLessThan(1e-6);
  });

  it('adds the chances of the components of one class', async () => {
    const { X, y } = blobs({ n: 90, distance: 8 });
    const model = await new GaussianMixture({ nComponents: 6 }).fit(X, y.fill(1));
    expect((await model.predictProba(X)).data.every((p, at) => Math.abs(p - (at % 2)) < 1e-6)).toBe(true);
  });

  it('has a covariance for fewer samples than features, and says what that took', async () => {
    const { X, y } = blobs({ n: 12, d: 40, nClasses: 2, distance: 20 });
    const far = matrix(
      12,
      40,
      X.data.map((value) => 1000 * value),
    );
    for (const covariance of ['full', 'tied'] as const) {
      const model = await new GaussianMixture({ covariance }).fit(far, y);
      expect(model.factors.every(Number.isFinite)).toBe(true);
      expect(model.warnings).toEqual([
        expect.stringMatching(/^gaussian-mixture raised the variances of a singular covariance by /),
      ]);
      expect(await model.predict(far)).toEqual(y);
    }
  });

  it.each(['full', 'tied', 'diag', 'spherical'] as const)(
    'has %s components for equal samples',
    async (covariance) => {
      const X = matrixFrom([
        [1, 2],
        [1, 2],
        [1, 2],
      ]);
      const model = await new GaussianMixture({ covariance, nComponents: 2 }).fit(X, Int32Array.of(0, 1, 1));
      expect(Array.from(await model.predict(X))).toEqual([1, 1, 1]);
      expect(model.factors.every(Number.isFinite)).toBe(true);
      const far = await model.predictProba(matrixFrom([[1e30, 0]]));
      expect(far.data[0]! + far.data[1]!).toBeCloseTo(1, 6);
    },
  );

  it('makes fewer components, and says so, where there are fewer samples', async () => {
    const model = await new GaussianMixture({ nComponents: 4 }).fit(
      matrixFrom([[0], [5]]),
      Int32Array.of(0, 1),
    );
    expect(model.weights.length).toBe(2);
    expect(model.warnings).toEqual([
      'gaussian-mixture made 2 clusters instead of 4: there are no more samples',
    ]);
  });

  it('says so when it did not converge', async () => {
    const { X, y } = blobs({ n: 200, distance: 0.1 });
    const model = await new GaussianMixture({ nComponents: 8, maxIterations: 1, tolerance: 0 }).fit(X, y);
    expect(model.warnings).toEqual([
      'gaussian-mixture did not converge in 1 iterations: raise maxIterations',
    ]);
  });

  it.each(['full', 'tied', 'diag', 'spherical'] as const)(
    'survives JSON with %s components',
    async (covariance) => {
      const { X, y } = blobs();
      const model = await new GaussianMixture({ covariance }).fit(X, y);
      const revived = FittedGaussianMixture.fromJSON(JSON.parse(JSON.stringify(model)));
      expect(revived).toEqual(model);
      expect(await revived.predictProba(X)).toEqual(await model.predictProba(X));
    },
  );

  it('is the likelier, the more restarts it has', async () => {
    const { X, y } = blobs({ n: 120, d: 2, nClasses: 6, distance: 2 });
    const settings = { nComponents: 6, covariance: 'spherical' } as const;
    const one = await new GaussianMixture(settings).fit(X, y);
    const many = await new GaussianMixture({ ...settings, nInit: 8 }).fit(X, y);
    expect(many.logLikelihood).toBeGreaterThanOrEqual(one.logLikelihood);
  });
});
