import { describe, expect, it } from 'vitest';
import { createRng } from '../../src/core/index.ts';
import type { TestedFold } from '../../src/evaluate/index.ts';
import { chanceOf } from '../../src/evaluate/selection/beyond-chance.ts';
import { studentTwoSided } from '../../src/evaluate/tests/student.ts';

function fold(yTrue: readonly number[], yPred: readonly number[], nClasses = 3): TestedFold {
  return {
    rows: Int32Array.from(yTrue.keys()),
    yTrue: Int32Array.from(yTrue),
    yPred: Int32Array.from(yPred),
    nClasses,
  };
}

function* permutations<Item>(items: readonly Item[]): Generator<Item[]> {
  if (items.length === 0) yield [];
  for (const [i, item] of items.entries()) {
    for (const rest of permutations([...items.slice(0, i), ...items.slice(i + 1)])) yield [item, ...rest];
  }
}

describe('chanceOf', () => {
  it('has the mean and the variance of all permutations', () => {
    const yTrue = [0, 0, 1, 1, 1, 2, 2];
    const yPred = [0, 0, 1, 1, 2, 2, 0];
    const rights = [...permutations(yTrue)].map(
      (labels) => labels.filter((label, i) => label === yPred[i]).length,
    );
    const mean = rights.reduce((sum, right) => sum + right, 0) / rights.length;
    const variance = rights.reduce((sum, right) => sum + (right - mean) ** 2, 0) / rights.length;
    const expected = studentTwoSided((5 - mean) / Math.sqrt(variance), 5) / 2;
    expect(chanceOf([fold(yTrue, yPred)], 7)).toBeCloseTo(expected, 12);
  });

  it('is under 5 % for about 5 % of predictions that know nothing', () => {
    const rng = createRng(3);
    const draw = (n: number) => Array.from({ length: n }, () => rng.int(3));
    const nSets = 2000;
    let low = 0;
    for (let set = 0; set < nSets; set++) {
      const folds = [fold(draw(30), draw(30)), fold(draw(30), draw(30))];
      if (chanceOf(folds, 60) <= 0.05) low += 1;
    }
    expect(low / nSets).toBeGreaterThan(0.03);
    expect(low / nSets).toBeLessThan(0.07);
  });

  it('is 1 for one class, and for predictions worse than chance', () => {
    expect(chanceOf([fold([0, 1, 2, 0], [0, 0, 0, 0])], 4)).toBe(1);
    expect(chanceOf([fold([0, 1, 0, 1], [1, 0, 1, 0])], 4)).toBe(1);
  });

  it('takes repeated tests of the same samples for one', () => {
    const once = fold([0, 0, 1, 1, 2, 2, 0, 1], [0, 0, 1, 1, 2, 0, 1, 1]);
    expect(chanceOf([once, once, once], 8)).toBeCloseTo(chanceOf([once], 8), 12);
  });
});
