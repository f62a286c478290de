import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  InterruptedError,
  type Matrix,
  matrix,
  matrixFrom,
  takeRows,
  takeValues,
  toSparse,
} from '../../../src/core/index.ts';
import {
  type FittedRegressor,
  type RegressorEntry,
  regressorFromJSON,
  regressors,
} from '../../../src/estimator/index.ts';
import { maxDifference } from '../../support/estimator-data.ts';
import { linearData, r2 } from '../../support/regression-data.ts';

/** What a regressor is excused from, and why. */
interface Exempt {
  /** From giving the same model for samples in another order. */
  readonly rowOrder?: string;
  /** From stopping at a raised signal. */
  readonly abort?: string;
  /** From learning an easy problem. */
  readonly learning?: string;
}

const exempt: Readonly<Record<string, Exempt>> = {
  'random-forest-regression': { rowOrder: 'its bootstrap draws row numbers' },
  mean: { abort: 'its fit is a mean', learning: 'it ignores the features' },
};

/** Parameters that keep the suite fast. */
const light: Readonly<Record<string, object>> = { 'random-forest-regression': { nEstimators: 15 } };

/** Values that the schemas refuse, per regressor. */
const outOfRange: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  'ridge-regression': [
    { alpha: 0 },
    { alpha: [1, 2] },
    { alpha: 'loo' },
    { clamp: 1 },
    { tolerance: 0 },
    { maxIterations: 0.5 },
  ],
  'random-forest-regression': [
    { nEstimators: 0 },
    { criterion: 'gini' },
    { maxFeatures: 1.5 },
    { maxFeatures: 'half' },
    { maxDepth: 0 },
    { minSamplesSplit: 1 },
    { minSamplesLeaf: 0 },
    { maxLeafNodes: 1 },
    { minImpurityDecrease: -1 },
    { ccpAlpha: -1 },
    { bootstrap: false, oobScore: true },
    { bootstrap: false, maxSamples: 10 },
    { classWeight: 'balanced' },
  ],
  mean: [],
};

const { X, y } = linearData({ n: 60, d: 5 });

async function expectValidAnswers(model: FittedRegressor, X: Matrix) {
  const predicted = await model.predict(X);
  expect(predicted).toBeInstanceOf(Float64Array);
  expect(predicted.length).toBe(X.rows);
  expect(predicted.every(Number.isFinite)).toBe(true);
}

describe.each(regressors.entries)('$id', ({ id, ...entry }) => {
  const excused = exempt[id] ?? {};
  const create = () => entry.create(entry.params.parse(light[id] ?? {}));

  it('changes neither X nor y', async () => {
    const [values, targets] = [X.data.slice(), y.slice()];
    await (await create().fit(X, y)).predict(X);
    expect(X.data).toEqual(values);
    expect(y).toEqual(targets);
  });

  it('gives the same model for the same seed', async () => {
    const first = await create().fit(X, y, { seed: 5 });
    const second = await create().fit(X, y, { seed: 5 });
    expect(await second.predict(X)).toEqual(await first.predict(X));
  });

  if (!excused.rowOrder) {
    it('gives the same model for samples in another order', async () => {
      const order = Array.from(y.keys()).sort((a, b) => ((a * 37) % 60) - ((b * 37) % 60));
      const first = await create().fit(X, y);
      const shuffled = await create().fit(takeRows(X, order), takeValues(y, order));
      expect(maxDifference(await shuffled.predict(X), await first.predict(X))).toBeLessThan(1e-5);
    });
  }

  it('gives a finite number for every sample', async () => {
    const model = await create().fit(X, y);
    expect(model).toMatchObject({ nFeatures: 5, warnings: [] });
    await expectValidAnswers(model, X);
    await expectValidAnswers(model, matrix(0, 5));
  });

  if (!excused.learning) {
    it('learns an easy problem', async () => {
      const easy = linearData({ n: 400, d: 3, noise: 0.1 });
      const half = Array.from({ length: 200 }, (_, i) => i);
      const rest = half.map((i) => i + 200);
      const model = await create().fit(takeRows(easy.X, half), takeValues(easy.y, half));
      expect(r2(await model.predict(takeRows(easy.X, rest)), takeValues(easy.y, rest))).toBeGreaterThan(0.8);
    });
  }

  it('survives JSON unchanged', async () => {
    const model = await create().fit(X, y);
    const revived = regressorFromJSON(JSON.parse(JSON.stringify(model)));
    expect(await revived.predict(X)).toEqual(await model.predict(X));
    expect(revived).toMatchObject({ nFeatures: 5, warnings: model.warnings });
    expect(JSON.stringify(revived)).toBe(JSON.stringify(model));
  });

  it('follows the unit of the targets, and where their 0 is', async () => {
    const model = await create().fit(X, y);
    const moved = await create().fit(
      X,
      y.map((target) => 1e6 * target - 3e6),
    );
    const expected = (await model.predict(X)).map((value) => 1e6 * value - 3e6);
    expect(maxDifference(await moved.predict(X), expected)).toBeLessThan(10);
  });

  it('predicts equal targets as they are, and those of a single sample', async () => {
    const equal = await create().fit(X, new Float64Array(60).fill(0.3));
    expect(maxDifference(await equal.predict(X), new Float64Array(60).fill(0.3))).toBeLessThan(1e-12);
    const one = await create().fit(matrixFrom([[1, 2]]), Float64Array.of(-4));
    expect(
      await one.predict(
        matrixFrom([
          [1, 2],
          [-50, 7],
        ]),
      ),
    ).toEqual(Float64Array.of(-4, -4));
  });

  it('works with targets of any size', async () => {
    for (const scale of [1e-200, 1e-30, 1e30, 1e200]) {
      const targets = y.map((target) => scale * target);
      const predicted = await (await create().fit(X, targets)).predict(X);
      expect(predicted.every(Number.isFinite)).toBe(true);
      const base = await (await create().fit(X, y)).predict(X);
      expect(
        maxDifference(
          predicted.map((value) => value / scale),
          base,
        ),
      ).toBeLessThan(1e-5);
    }
  });

  it('works with features that are constant, some or all, and with samples that are all zero', async () => {
    for (const change of [
      (value: number, at: number) => (at % 5 < 3 ? 0 : value),
      () => 3,
      (value: number, at: number) => (at < 100 ? 0 : value),
    ]) {
      const changed = matrix(60, 5, X.data.map(change));
      await expectValidAnswers(await create().fit(changed, y), changed);
    }
  });

  it('works with equal samples of different targets', async () => {
    const copies = matrix(
      60,
      5,
      X.data.map((_, at) => X.data[at % 150]!),
    );
    await expectValidAnswers(await create().fit(copies, y), copies);
  });

  it('works with a single feature, and with more features than samples', async () => {
    for (const shape of [
      { n: 30, d: 1 },
      { n: 9, d: 200 },
    ]) {
      const made = linearData(shape);
      await expectValidAnswers(await create().fit(made.X, made.y), made.X);
    }
  });

  it('takes sparse features for what they are, or says that it does not', async () => {
    const few = matrix(
      60,
      5,
      X.data.map((value) => (Math.abs(value) < 1 ? 0 : value)),
    );
    const regressor = create();
    if (!regressor.takesSparse) {
      await expect(regressor.fit(toSparse(few), y)).rejects.toThrow(
        new RangeError(`Cannot fit ${id} as X must be dense: it is sparse, and toDense(X) makes it dense`),
      );
      return;
    }
    const model = await regressor.fit(toSparse(few), y);
    expect(model.takesSparse).toBe(true);
    const dense = await (await regressor.fit(few, y)).predict(few);
    expect(maxDifference(await model.predict(toSparse(few)), dense)).toBeLessThan(1e-4);
  });

  it('leaves out samples of weight 0, or says that it takes no weights', async () => {
    const sampleWeight = Float64Array.from({ length: 60 }, (_, i) => (i % 4 === 0 ? 0 : 1));
    const regressor = create();
    if (!regressor.takesWeights) {
      await expect(regressor.fit(X, y, { sampleWeight })).rejects.toThrow(
        new RangeError(`Cannot fit ${id} with sample weights as it has no use for them`),
      );
      return;
    }
    const weighted = await regressor.fit(X, y, { sampleWeight });
    if (excused.rowOrder) return;
    const rows = Array.from({ length: 60 }, (_, i) => i).filter((i) => i % 4 !== 0);
    const without = await regressor.fit(takeRows(X, rows), takeValues(y, rows));
    expect(maxDifference(await weighted.predict(X), await without.predict(X))).toBeLessThan(1e-6);
  });

  it('tells its progress in order, if at all', async () => {
    const told: number[] = [];
    await create().fit(X, y, { progress: (done) => void told.push(done) });
    expect(told.every((done) => done >= 0 && done <= 1)).toBe(true);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('refuses %s', async (value) => {
    const bad = matrix(60, 5, X.data.slice());
    bad.data[11] = value;
    await expect(create().fit(bad, y)).rejects.toThrow(
      new RangeError(`Cannot fit ${id} as X must be finite: row 2, column 1 is ${value}`),
    );
    const targets = y.slice();
    targets[7] = value;
    await expect(create().fit(X, targets)).rejects.toThrow(
      new RangeError(`Cannot fit ${id} as targets must be finite: target 7 is ${value}`),
    );
    await expect((await create().fit(X, y)).predict(bad)).rejects.toThrow(
      new RangeError(`Cannot predict with ${id} as X must be finite: row 2, column 1 is ${value}`),
    );
  });

  it('refuses X and y of different lengths, no samples, and another number of features', async () => {
    await expect(create().fit(X, y.slice(1))).rejects.toThrow(
      new RangeError(`Cannot fit ${id} as X and y must have equal length: X has 60 rows, y has 59 targets`),
    );
    await expect(create().fit(matrix(0, 5), new Float64Array(0))).rejects.toThrow(
      new RangeError(`Cannot fit ${id} as there must be at least one sample: X has 0 rows`),
    );
    await expect((await create().fit(X, y)).predict(matrix(3, 4))).rejects.toThrow(
      new RangeError(`Cannot predict with ${id} as X must have 5 features, as it was fitted on: it has 4`),
    );
  });

  if (!excused.abort) {
    it('stops at a raised signal', async () => {
      const fit = create().fit(X, y, { signal: AbortSignal.abort() });
      await expect(fit).rejects.toThrow(InterruptedError);
    });
  }
});

describe.each(regressors.entries)('parameters of $id', ({ id, params }: RegressorEntry) => {
  it('all have a default and a description', () => {
    const { properties } = z.toJSONSchema(params, { io: 'input' });
    for (const [name, property] of Object.entries(properties ?? {})) {
      expect(property, name).toHaveProperty('default');
      expect(property, name).toHaveProperty('description');
    }
    expect(Object.keys(params.parse({}) as object)).toEqual(Object.keys(properties ?? {}));
  });

  it('are refused if unknown or out of range', () => {
    expect(params.safeParse({ notAParameter: 1 }).success).toBe(false);
    expect(outOfRange[id]).toBeDefined();
    for (const values of outOfRange[id]!) {
      expect(params.safeParse(values).success, JSON.stringify(values)).toBe(false);
    }
  });
});
