import { type Matrix, matrix } from '../../core/index.ts';
import type { Calibration } from '../calibration/calibration.ts';
import { calibrate, calibrationToJSON } from '../calibration/calibration.ts';
import { argMaxRows } from '../labels.ts';
import { toBase64 } from '../serialize.ts';
import type { FittedClassifier, FittedJson } from '../types.ts';
import { checkApplyInput } from '../validate.ts';
import { type DecisionBlocks, type DecisionFields, decisionBlocks } from './decisions.ts';
import { classScores, mostVotes } from './votes.ts';

export interface FittedSvmFields extends DecisionFields {
  /** The estimator's registry id. */
  readonly type: 'svm' | 'nu-svm';
  readonly nClasses: number;
  readonly nFeatures: number;
  readonly breakTies: boolean;
  /** Makes probabilities of the scores; absent without. */
  readonly calibration?: Calibration | undefined;
  readonly warnings: readonly string[];
}

/** One decision function per pair of classes, and a vote. */
export class FittedSvm implements FittedClassifier {
  readonly nClasses: number;
  readonly nFeatures: number;
  readonly warnings: readonly string[];
  readonly fields: FittedSvmFields;
  /** Class probabilities, float32, (X.rows, nClasses); classes without training samples get 0. Only with calibration.
   * @throws {RangeError} If X has another number of features, or is not finite. */
  readonly predictProba?: (X: Matrix) => Promise<Matrix>;
  readonly #blocks: DecisionBlocks;

  constructor(fields: FittedSvmFields) {
    this.fields = fields;
    this.nClasses = fields.nClasses;
    this.nFeatures = fields.nFeatures;
    this.warnings = fields.warnings;
    this.#blocks = decisionBlocks(fields);
    const { calibration } = fields;
    if (calibration !== undefined) this.predictProba = (X) => this.probabilities(X, calibration);
  }

  /** Values of the decision functions; above 0 speaks for the first class of the pair.
   * @returns float32, (X.rows, k(k − 1)/2), pairs (0,1), (0,2), …, (1,2), … of the k classes that had samples.
   * @throws {RangeError} If X has another number of features, or is not finite. */
  async decisionFunction(X: Matrix): Promise<Matrix> {
    checkApplyInput(X, this.nFeatures, `predict with ${this.fields.type}`);
    const decisions = matrix(X.rows, this.fields.intercepts.length);
    for await (const { from, block } of this.#blocks(X))
      decisions.data.set(block.data, from * decisions.cols);
    return decisions;
  }

  /** A score for each class against the rest: its votes, and for equal votes the decision values.
   * @returns float32, (X.rows, k) of the k classes that had samples, (X.rows, 1) of two: above 0 speaks for the second.
   * @throws {RangeError} If X has another number of features, or is not finite. */
  async classScores(X: Matrix): Promise<Matrix> {
    return classScores(await this.decisionFunction(X), this.fields.classes.length);
  }

  /** The class with most votes of the pairs, ties to the lower id, or by `breakTies` to the greater decision values; with
   * a calibration the most probable class. */
  async predict(X: Matrix): Promise<Int32Array> {
    const { type, classes, breakTies, calibration } = this.fields;
    if (calibration !== undefined) {
      return argMaxRows((await this.probabilities(X, calibration)).data, X.rows, this.nClasses);
    }
    checkApplyInput(X, this.nFeatures, `predict with ${type}`);
    const predicted = new Int32Array(X.rows).fill(classes[0]!);
    const k = classes.length;
    for await (const { from, block } of this.#blocks(X)) {
      const winners =
        breakTies && k > 2 ? argMaxRows(classScores(block, k).data, block.rows, k) : mostVotes(block, k);
      for (let i = 0; i < winners.length; i++) predicted[from + i] = classes[winners[i]!]!;
    }
    return predicted;
  }

  private async probabilities(X: Matrix, calibration: Calibration): Promise<Matrix> {
    checkApplyInput(X, this.nFeatures, `predict with ${this.fields.type}`);
    if (this.fields.classes.length === 1) return this.certain(X.rows);
    const ofPresent = calibrate(calibration, await this.classScores(X));
    const probabilities = matrix(X.rows, this.nClasses);
    for (let i = 0; i < X.rows; i++) {
      this.fields.classes.forEach((id, c) => {
        probabilities.data[i * this.nClasses + id] = ofPresent.data[i * ofPresent.cols + c]!;
      });
    }
    return probabilities;
  }

  /** Probability 1 for the only class. */
  private certain(rows: number): Matrix {
    const probabilities = matrix(rows, this.nClasses);
    for (let i = 0; i < rows; i++) probabilities.data[i * this.nClasses + this.fields.classes[0]!] = 1;
    return probabilities;
  }

  toJSON(): FittedJson {
    const {
      classes,
      support,
      supportVectors,
      supportCounts,
      coefficients,
      intercepts,
      calibration,
      ...rest
    } = this.fields;
    return {
      ...rest,
      classes: toBase64(classes),
      support: toBase64(support),
      supportVectors: toBase64(supportVectors.data),
      supportCounts: toBase64(supportCounts),
      coefficients: toBase64(coefficients.data),
      intercepts: toBase64(intercepts),
      ...(calibration && { calibration: calibrationToJSON(calibration) }),
    };
  }
}
