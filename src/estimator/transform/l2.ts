import { z } from 'zod';
import { type Features, isSparse, type SparseMatrix, unwrittenMatrix } from '../../core/index.ts';
import { squaredNorms } from '../../linalg/index.ts';
import type { FittedJson, FittedTransformer, Transformer, TransformerEntry } from '../types.ts';
import { checkApplyInput, checkMatrix } from '../validate.ts';

const params = z.strictObject({});

/** Scales every sample to unit Euclidean length; samples that are all zero stay so. */
export class L2 implements Transformer {
  readonly takesSparse = true;

  /** Nothing is learned but the number of features.
   * @throws {RangeError} If X is empty or not finite. */
  async fit(X: Features): Promise<FittedL2> {
    checkMatrix(X, 'fit l2', this);
    return new FittedL2(X.cols);
  }
}

/** Unit rows. */
export class FittedL2 implements FittedTransformer {
  readonly takesSparse = true;
  readonly nFeatures: number;

  constructor(nFeatures: number) {
    this.nFeatures = nFeatures;
  }

  async transform(X: Features): Promise<Features> {
    checkApplyInput(X, this.nFeatures, 'apply l2', this);
    if (isSparse(X)) return { ...X, values: scaledValues(X) };
    const result = unwrittenMatrix(X.rows, X.cols);
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

/** The entries of sparse features, each row scaled to unit length. */
function scaledValues({ rows, indptr, values }: SparseMatrix): Float32Array {
  const scaled = new Float32Array(values.length);
  for (let i = 0; i < rows; i++) {
    let squares = 0;
    for (let at = indptr[i]!; at < indptr[i + 1]!; at++) squares += values[at]! ** 2;
    const scale = squares === 0 ? 0 : 1 / Math.sqrt(squares);
    for (let at = indptr[i]!; at < indptr[i + 1]!; at++) scaled[at] = values[at]! * scale;
  }
  return scaled;
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
