import { z } from 'zod';
import { type Matrix, matrix } from '../../core/index.ts';
import { dot } from '../../linalg/index.ts';
import { float32s, float64s, int32s, toBase64 } from '../serialize.ts';
import type { FittedClassifier, FittedJson } from '../types.ts';
import { checkApplyInput } from '../validate.ts';
import { type Kernel, kernelMatrix } from './kernel.ts';

export interface FittedSvmFields {
  readonly nClasses: number;
  readonly kernel: Kernel;
  /** Class ids that had samples, ascending; k of them. */
  readonly classes: Int32Array;
  /** float32, (nSupport, nFeatures), grouped by class. */
  readonly supportVectors: Matrix;
  /** Support vectors per present class, (k,). */
  readonly supportCounts: Int32Array;
  /** float32, (k − 1, nSupport): for a support vector of class i, row r belongs to the pair with the r-th other class. */
  readonly coefficients: Matrix;
  /** float64, one per pair (0,1), (0,2), …, (1,2), …. */
  readonly intercepts: Float64Array;
  readonly warnings: readonly string[];
}

/** Kernel values held at a time: 16 MB of float32. */
const BLOCK_VALUES = 4_000_000;

/** One decision function per pair of classes, and a vote. */
export class FittedSvm implements FittedClassifier {
  readonly nClasses: number;
  readonly nFeatures: number;
  readonly warnings: readonly string[];
  readonly fields: FittedSvmFields;

  constructor(fields: FittedSvmFields) {
    this.fields = fields;
    this.nClasses = fields.nClasses;
    this.nFeatures = fields.supportVectors.cols;
    this.warnings = fields.warnings;
  }

  /** Values of the decision functions; above 0 speaks for the first class of the pair.
   * @returns float32, (X.rows, k(k − 1)/2), pairs (0,1), (0,2), …, (1,2), … of the k classes that had samples.
   * @throws {RangeError} If X has another number of features, or is not finite. */
  async decisionFunction(X: Matrix): Promise<Matrix> {
    checkApplyInput(X, this.nFeatures, 'predict with svm');
    const { kernel, supportVectors, intercepts } = this.fields;
    const decisions = matrix(X.rows, intercepts.length);
    const blockRows = Math.max(1, Math.floor(BLOCK_VALUES / Math.max(supportVectors.rows, 1)));
    for (let from = 0; from < X.rows && intercepts.length > 0; from += blockRows) {
      const rows = Math.min(blockRows, X.rows - from);
      const data = X.data.subarray(from * X.cols, (from + rows) * X.cols);
      const K = await kernelMatrix({ rows, cols: X.cols, data }, supportVectors, kernel);
      for (let i = 0; i < rows; i++)
        this.decide(K.data, i * K.cols, decisions.data, (from + i) * decisions.cols);
    }
    return decisions;
  }

  private decide(K: Float32Array, kAt: number, out: Float32Array, outAt: number): void {
    const { supportCounts, coefficients, intercepts } = this.fields;
    const starts = startsOf(supportCounts);
    const k = supportCounts.length;
    let pair = 0;
    for (let i = 0; i < k; i++) {
      for (let j = i + 1; j < k; j++) {
        const [iAt, jAt] = [starts[i]!, starts[j]!];
        const ofI = dot(
          coefficients.data,
          (j - 1) * coefficients.cols + iAt,
          K,
          kAt + iAt,
          supportCounts[i]!,
        );
        const ofJ = dot(coefficients.data, i * coefficients.cols + jAt, K, kAt + jAt, supportCounts[j]!);
        out[outAt + pair] = ofI + ofJ + intercepts[pair]!;
        pair++;
      }
    }
  }

  /** The class with most votes of the pairs, ties to the lower id. */
  async predict(X: Matrix): Promise<Int32Array> {
    const decisions = await this.decisionFunction(X);
    const { classes } = this.fields;
    const predicted = new Int32Array(X.rows);
    for (let i = 0; i < X.rows; i++) {
      const row = decisions.data.subarray(i * decisions.cols, (i + 1) * decisions.cols);
      predicted[i] = classes[winner(row, classes.length)]!;
    }
    return predicted;
  }

  toJSON(): FittedJson {
    const { kernel, classes, supportVectors, supportCounts, coefficients, intercepts } = this.fields;
    return {
      type: 'svm',
      nClasses: this.nClasses,
      nFeatures: this.nFeatures,
      kernel,
      classes: toBase64(classes),
      supportVectors: toBase64(supportVectors.data),
      supportCounts: toBase64(supportCounts),
      coefficients: toBase64(coefficients.data),
      intercepts: toBase64(intercepts),
      warnings: this.warnings,
    };
  }
}

/** Where each class begins among the support vectors. */
function startsOf(counts: Int32Array): Int32Array {
  const starts = new Int32Array(counts.length);
  for (let i = 1; i < counts.length; i++) starts[i] = starts[i - 1]! + counts[i - 1]!;
  return starts;
}

function winner(decisions: Float32Array, k: number): number {
  const votes = new Int32Array(k);
  let pair = 0;
  for (let i = 0; i < k; i++) for (let j = i + 1; j < k; j++) votes[decisions[pair++]! > 0 ? i : j]!++;
  return votes.indexOf(Math.max(...votes));
}

const fittedJson = z
  .object({
    nClasses: z.int(),
    nFeatures: z.int(),
    kernel: z.object({
      kind: z.enum(['rbf', 'linear', 'poly', 'sigmoid']),
      gamma: z.number(),
      degree: z.number(),
      coef0: z.number(),
    }),
    classes: int32s,
    supportVectors: float32s,
    supportCounts: int32s,
    coefficients: float32s,
    intercepts: float64s,
    warnings: z.array(z.string()),
  })
  .transform(({ nFeatures, supportVectors, coefficients, ...fields }): FittedSvmFields => {
    const nSupport = fields.supportCounts.reduce((sum, count) => sum + count, 0);
    return {
      ...fields,
      supportVectors: matrix(nSupport, nFeatures, supportVectors),
      coefficients: matrix(fields.classes.length - 1, nSupport, coefficients),
    };
  });

/** Read what `FittedSvm.toJSON` wrote.
 * @throws {ZodError} If a field is missing or of another type. */
export function fittedSvmFromJSON(json: FittedJson): FittedSvm {
  return new FittedSvm(fittedJson.parse(json));
}
