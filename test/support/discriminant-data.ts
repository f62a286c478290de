import { type Matrix, matrixFrom } from '../../src/core/index.ts';
import { golden } from './golden.ts';

const sets =
  golden<Record<string, { X: number[][]; y: number[]; test: number[][] }>>('discriminant/data.json');

/** A data set of test/golden/discriminant/data.json, with classes 0, 1 and 3 of four: tall, offset (far from zero), wide
 * (fewer samples than features) or singular (features that depend on others). */
export function discriminantData(name: string): { X: Matrix; y: Int32Array; test: Matrix } {
  const { X, y, test } = sets[name]!;
  return { X: matrixFrom(X), y: Int32Array.from(y), test: matrixFrom(test) };
}

/** What scikit-learn gives for `test`. */
export interface DiscriminantCase {
  readonly data: string;
  readonly params: object;
  readonly predicted: number[];
  readonly probabilities?: number[][];
}
