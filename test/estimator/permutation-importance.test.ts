import { describe, expect, it } from 'vitest';
import { InterruptedError, matrix } from '../../src/core/index.ts';
import { permutationImportance } from '../../src/estimator/index.ts';
import { blobs } from '../support/estimator-data.ts';

const { X, y } = blobs({ n: 80, d: 4 });
const original = X.data.slice();
const bySecond = {
  predict: async ({ data, rows, cols }: typeof X) =>
    Int32Array.from({ length: rows }, (_, i) => (data[i * cols + 1]! > 0 ? 1 : 0)),
};
const labels = await bySecond.predict(X);

describe('permutationImportance', () => {
  it('is 0 for what the model does not use, and about a half for the only thing that it uses', async () => {
    const { score, means, drops, standardDeviations } = await permutationImportance(bySecond, X, labels, {
      repeats: 20,
    });
    expect(score).toBe(1);
    expect([means[0], means[2], means[3]]).toEqual([0, 0, 0]);
    const share = labels.filter((label) => label === 1).length / 80;
    expect(Math.abs(means[1]! - 2 * share * (1 - share))).toBeLessThan(0.05);
    expect(standardDeviations[1]).toBeGreaterThan(0);
    expect(drops.length).toBe(80);
  });

  it('leaves X as it is, and depends on its seed alone', async () => {
    const first = await permutationImportance(bySecond, X, labels, { seed: 3 });
    const second = await permutationImportance(bySecond, X, labels, { seed: 3 });
    const third = await permutationImportance(bySecond, X, labels, { seed: 4 });
    expect(second).toEqual(first);
    expect(third.drops).not.toEqual(first.drops);
    expect(X.data).toEqual(original);
  });

  it('measures by the metric that it is given', async () => {
    const { score } = await permutationImportance(bySecond, X, labels, { metric: () => -2 });
    expect(score).toBe(-2);
  });

  it('refuses labels of another number, and stops at a raised signal', async () => {
    await expect(permutationImportance(bySecond, X, y.slice(1))).rejects.toThrow(
      new RangeError(
        'Cannot permute features as X and y must have the same number of samples, at least one: X has 80 rows, y has 79 labels',
      ),
    );
    await expect(permutationImportance(bySecond, matrix(0, 4), new Int32Array(0))).rejects.toThrow(
      RangeError,
    );
    const signal = AbortSignal.abort();
    await expect(permutationImportance(bySecond, X, labels, { signal })).rejects.toThrow(InterruptedError);
  });
});
