import { z } from 'zod';
import { type Matrix, matrix } from '../../core/index.ts';
import { squaredNorms } from '../../linalg/index.ts';
import type { FittedJson, FittedTransformer, Transformer, TransformerEntry } from '../types.ts';
import { checkApplyInput, checkMatrix } from '../validate.ts';

const params = z.strictObject({});

/** Scales every sample to unit Euclidean length; samples that are all zero stay so. */
export class L2 implements Transformer {
  /** Nothing is learned but the number of features.
   * @throws {RangeError} If X is empty or not finite. */
  async fit(X: Matrix): Promise<FittedL2> {
    checkMatrix(X, 'fit l2');
    return new FittedL2(X.cols);
  }
}

/** Unit rows. */
export class FittedL2 implements FittedTransformer {
  readonly nFeatures: number;

  constructor(nFeatures: number) {
    this.nFeatures = nFeatures;
  }

  async transform(X: Matrix): Promise<Matrix> {
    checkApplyInput(X, this.nFeatures, 'apply l2');
    const result = matrix(X.rows, X.cols);
    const squares = squaredNorms(X);
    for (let i = 0; i < X.rows; i++) {
      const scale = squares[i] === 0 ? 0 : 1 / Math.sqrt(squares[i]!);
      for (let at = i * X.cols; at < (i + 1) * X.cols; at++) result.data[at] = X.data[at]! * scale;
    }
    return result;
  }

  toJSON(): FittedJson {
    return { type: 'l2', nFeatures: this.nFeatures };
  }
}

const fittedJson = z.object({ nFeatures: z.int() });

/** `l2`, for the registry. */
export const l2: TransformerEntry<z.infer<typeof params>> = {
  id: 'l2',
  summary: 'Unit Euclidean length for every sample',
  params,
  create: () => new L2(),
  fromJSON: (json) => new FittedL2(fittedJson.parse(json).nFeatures),
};
