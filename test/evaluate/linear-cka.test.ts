import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng, type Matrix, matrix, matrixFrom } from '../../src/core/index.ts';
import { linearCka } from '../../src/evaluate/similarity/linear-cka.ts';
import { golden } from '../support/golden.ts';

interface Golden {
  readonly spaces: number[][][];
  readonly cka: number[][];
  readonly debiased: number[][];
}

const normal = (rows: number, cols: number, seed: number): Matrix => {
  const rng = createRng(seed);
  return matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, () => rng.normal()),
  );
};

describe('linearCka', () => {
  it('agrees with the definition on whole Gram matrices', async () => {
    const { spaces, ...expected } = golden<Golden>('similarity/similarity.json');
    const found = await linearCka(spaces.map((rows) => matrixFrom(rows)));
    for (const kind of ['cka', 'debiased'] as const) {
      found[kind].forEach((row, a) => {
        row.forEach((value, b) => {
          expect(Math.abs(value - expected[kind][a]![b]!), `${kind} ${a} ${b}`).toBeLessThan(1e-6);
        });
      });
    }
  });

  it('does not change when a space is turned, scaled, moved or mirrored', async () => {
    const turn = (X: Matrix, angle: number, scale: number, offset: number): Matrix => {
      const data = Float32Array.from(X.data);
      for (let i = 0; i < X.rows; i++) {
        const at = i * X.cols;
        const [a, b] = [data[at]!, data[at + 1]!];
        data[at] = Math.cos(angle) * a - Math.sin(angle) * b;
        data[at + 1] = Math.sin(angle) * a + Math.cos(angle) * b;
      }
      return matrix(
        X.rows,
        X.cols,
        data.map((value) => scale * value + offset),
      );
    };
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0, max: 6, noNaN: true }),
        fc.double({ min: 0.1, max: 20, noNaN: true }),
        fc.boolean(),
        fc.double({ min: -5, max: 5, noNaN: true }),
        async (angle, size, isMirrored, offset) => {
          const X = normal(20, 4, 1);
          const Y = normal(20, 7, 2);
          const moved = turn(X, angle, isMirrored ? -size : size, offset);
          const { cka, debiased } = await linearCka([X, moved, Y]);
          expect(cka[0]![1]).toBeCloseTo(1, 5);
          expect(debiased[0]![1]).toBeCloseTo(1, 5);
          expect(cka[1]![2]).toBeCloseTo(cka[0]![2]!, 5);
          expect(debiased[1]![2]).toBeCloseTo(debiased[0]![2]!, 5);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('finds unrelated wide spaces unrelated once the bias is gone', async () => {
    const { cka, debiased } = await linearCka([normal(40, 400, 5), normal(40, 400, 6)]);
    expect(cka[0]![1]).toBeGreaterThan(0.8);
    expect(Math.abs(debiased[0]![1]!)).toBeLessThan(0.1);
  });

  it('gives the same in one block of rows and in several', async () => {
    // 1,500 rows are held in two blocks; the sums of the features are the same thing in another order
    const [X, Y] = [normal(1500, 3, 7), normal(1500, 2, 8)];
    for (let i = 0; i < 1500; i++) Y.data[2 * i]! += X.data[3 * i]!;
    const { cka } = await linearCka([X, Y]);
    expect(cka[0]![1]).toBeCloseTo(byFeatures(X, Y), 9);
  });

  it('refuses spaces of other samples', async () => {
    await expect(linearCka([normal(4, 2, 1), normal(5, 2, 1)])).rejects.toThrow(
      'Cannot compare the feature spaces as they must hold the same samples: 4 and 5 rows',
    );
  });
});

/** CKA from the products of the features: ‖XᵀY‖² / (‖XᵀX‖ ‖YᵀY‖). */
function byFeatures(X: Matrix, Y: Matrix): number {
  const column = ({ data, rows, cols }: Matrix, f: number) => {
    const values = Array.from({ length: rows }, (_, i) => data[i * cols + f]!);
    const mean = values.reduce((a, b) => a + b) / rows;
    return values.map((value) => value - mean);
  };
  const squares = (A: Matrix, B: Matrix) => {
    let sum = 0;
    for (let f = 0; f < A.cols; f++) {
      for (let g = 0; g < B.cols; g++) {
        const b = column(B, g);
        sum += column(A, f).reduce((total, value, i) => total + value * b[i]!, 0) ** 2;
      }
    }
    return sum;
  };
  return squares(X, Y) / Math.sqrt(squares(X, X) * squares(Y, Y));
}
