import { describe, expect, it } from 'vitest';
import { createRng, labelMatrix, matrix } from '../../src/core/index.ts';
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

/** From what is observed, and all values that permutations give. */
function byPermutation(values: readonly number[], observed: number, freedom: number): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return studentTwoSided((observed - mean) / Math.sqrt(variance), freedom) / 2;
}

describe('chanceOf', () => {
  it('has the mean and the variance of all permutations', () => {
    const yTrue = [0, 0, 1, 1, 1, 2, 2];
    const yPred = [0, 0, 1, 1, 2, 2, 0];
    const rights = [...permutations(yTrue)].map(
      (labels) => labels.filter((label, i) => label === yPred[i]).length,
    );
    expect(chanceOf([fold(yTrue, yPred)], 7)).toBeCloseTo(byPermutation(rights, 5, 5), 12);
  });

  it('has them for numbers and for labels too', () => {
    const numbers = [3, 1, 4, 1.5, 9, 2.6];
    const guesses = [2, 1, 3, 2.5, 6, 3];
    const values = [...permutations(numbers)].map((shuffled) =>
      shuffled.reduce((sum, value, i) => sum + value * guesses[i]!, 0),
    );
    const rows = Int32Array.from(numbers.keys());
    const predictions = { yTrue: Float64Array.from(numbers), yPred: Float64Array.from(guesses) };
    expect(chanceOf([{ task: 'regression', rows, ...predictions }], 6)).toBeCloseTo(
      byPermutation(values, values[0]!, 4),
      12,
    );

    const labels = [0b10, 0b01, 0b11, 0b00, 0b10, 0b01];
    const scores = [0.9, 0.2, 0.1, 0.8, 0.7, 0.4, 0.3, 0.2, 0.6, 0.5, 0.2, 0.9];
    const agreements = [...permutations(labels)].map((shuffled) =>
      shuffled.reduce((sum, has, i) => sum + (has >> 1) * scores[2 * i]! + (has & 1) * scores[2 * i + 1]!, 0),
    );
    const yTrue = labelMatrix(6, 2, Uint8Array.from(labels.flatMap((has) => [has >> 1, has & 1])));
    const labelSets = { yTrue, yPred: yTrue, scores: matrix(6, 2, Float32Array.from(scores)) };
    expect(chanceOf([{ task: 'multi-label', rows, ...labelSets }], 6)).toBeCloseTo(
      byPermutation(agreements, agreements[0]!, 4),
      6,
    );
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
