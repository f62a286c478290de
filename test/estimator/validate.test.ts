import { describe, expect, it } from 'vitest';
import { matrix, matrixFrom } from '../../src/core/index.ts';
import { checkApplyInput, checkFitInput } from '../../src/estimator/validate.ts';

const X = matrixFrom([
  [1, 2],
  [3, 4],
]);

describe('checkFitInput', () => {
  it('gives the number of classes', () => {
    expect(checkFitInput(X, Int32Array.of(0, 3), 'svm', {})).toBe(4);
    expect(checkFitInput(X, Int32Array.of(0, 3), 'svm', { nClasses: 6 })).toBe(6);
  });

  it.each([
    [
      matrix(120, 1),
      new Int32Array(118),
      'Cannot fit svm as X and y must have equal length: X has 120 rows, y has 118 labels',
    ],
    [matrix(0, 2), new Int32Array(0), 'Cannot fit svm as there must be at least one sample: X has 0 rows'],
    [
      matrix(2, 0),
      new Int32Array(2),
      'Cannot fit svm as there must be at least one feature: X has 0 columns',
    ],
    [
      matrixFrom([
        [1, 2],
        [1, Number.NaN],
      ]),
      new Int32Array(2),
      'Cannot fit svm as X must be finite: row 1, column 1 is NaN',
    ],
    [
      matrixFrom([[Number.NEGATIVE_INFINITY, 2]]),
      new Int32Array(1),
      'Cannot fit svm as X must be finite: row 0, column 0 is -Infinity',
    ],
    [X, Int32Array.of(0, -1), 'Cannot fit svm as labels must be >= 0: label 1 is -1'],
    [
      X,
      Int32Array.of(0, 5),
      'Cannot fit svm as labels must be below the number of classes, 3: the greatest is 5',
    ],
  ])('refuses what no model can learn from (%#)', (features, labels, message) => {
    expect(() => checkFitInput(features, labels, 'svm', { nClasses: 3 })).toThrow(new RangeError(message));
  });
});

describe('checkApplyInput', () => {
  it('refuses another number of features, and NaN, but not an empty X', () => {
    expect(() => checkApplyInput(X, 3, 'predict with svm')).toThrow(
      new RangeError('Cannot predict with svm as X must have 3 features, as it was fitted on: it has 2'),
    );
    expect(() => checkApplyInput(matrixFrom([[Number.NaN]]), 1, 'apply l2')).toThrow(
      new RangeError('Cannot apply l2 as X must be finite: row 0, column 0 is NaN'),
    );
    checkApplyInput(matrix(0, 3), 3, 'predict with svm');
  });
});
