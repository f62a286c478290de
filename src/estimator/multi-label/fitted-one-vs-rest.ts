import { z } from 'zod';
import { type Features, type LabelMatrix, labelMatrix, type Matrix, matrix } from '../../core/index.ts';
import { classifierFromJSON } from '../pipeline.ts';
import type { FittedClassifier, FittedJson, FittedMultiLabel } from '../types.ts';
import { checkApplyInput } from '../validate.ts';

/** What answers for one label: a classifier whose class 1 has it, or one answer for every sample. */
export type LabelModel = FittedClassifier | 0 | 1;

export interface FittedOneVsRestFields {
  /** One per label. */
  readonly models: readonly LabelModel[];
  readonly nFeatures: number;
  readonly warnings: readonly string[];
}

/** One model for each label. */
export class FittedOneVsRest implements FittedMultiLabel, FittedOneVsRestFields {
  readonly takesSparse?: true;
  readonly models: readonly LabelModel[];
  readonly nLabels: number;
  readonly nFeatures: number;
  readonly warnings: readonly string[];

  constructor({ models, nFeatures, warnings }: FittedOneVsRestFields) {
    if (models.every((model) => typeof model === 'number' || model.takesSparse)) this.takesSparse = true;
    this.models = models;
    this.nLabels = models.length;
    this.nFeatures = nFeatures;
    this.warnings = warnings;
  }

  /** The labels whose score is above 1/2. */
  async predict(X: Features): Promise<LabelMatrix> {
    const { data, rows, cols } = await this.scores(X);
    return labelMatrix(
      rows,
      cols,
      Uint8Array.from(data, (score) => Number(score > 0.5)),
    );
  }

  /** The probability of each label by its own model; 0 or 1 where it has one answer for every sample. */
  async scores(X: Features): Promise<Matrix> {
    checkApplyInput(X, this.nFeatures, 'predict with one-vs-rest', this);
    const { models, nLabels } = this;
    const scores = matrix(X.rows, nLabels);
    for (const [label, model] of models.entries()) {
      const proba = typeof model === 'number' ? undefined : await model.predictProba!(X);
      for (let i = 0; i < X.rows; i++) {
        scores.data[i * nLabels + label] = proba === undefined ? Number(model) : proba.data[2 * i + 1]!;
      }
    }
    return scores;
  }

  toJSON(): FittedJson {
    const { models, nFeatures, warnings } = this;
    return {
      type: 'one-vs-rest',
      nFeatures,
      models: models.map((model) => (typeof model === 'number' ? model : model.toJSON())),
      warnings,
    };
  }

  /** @throws {RangeError} If there is no estimator of a model's name. */
  static fromJSON(json: FittedJson): FittedOneVsRest {
    const { models, nFeatures, warnings } = fittedJson.parse(json);
    return new FittedOneVsRest({
      models: models.map((model) => (typeof model === 'number' ? model : classifierFromJSON(model))),
      nFeatures,
      warnings,
    });
  }
}

const fittedJson = z.object({
  type: z.literal('one-vs-rest'),
  nFeatures: z.int(),
  models: z.array(z.union([z.literal([0, 1]), z.looseObject({ type: z.string() })])),
  warnings: z.array(z.string()),
});
