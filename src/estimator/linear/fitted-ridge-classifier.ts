import { z } from 'zod';
import type { FittedJson } from '../types.ts';
import { FittedLinear, type FittedLinearFields, fittedLinearFields } from './fitted-linear.ts';

export interface FittedRidgeFields extends FittedLinearFields {
  /** The strength of the regularisation, chosen where there was a list. */
  readonly alpha: number;
}

/** One linear score per class, the greatest wins; two classes share one. */
export class FittedRidgeClassifier extends FittedLinear {
  readonly alpha: number;

  constructor(fields: FittedRidgeFields) {
    super('ridge-classifier', fields);
    this.alpha = fields.alpha;
  }

  override toJSON(): FittedJson {
    return { ...super.toJSON(), alpha: this.alpha };
  }
}

const alphaJson = z.object({ alpha: z.number() });

/** Read what `FittedRidgeClassifier.toJSON` wrote.
 * @throws {ZodError} If a field is missing or of another type. */
export function fittedRidgeClassifier(json: FittedJson): FittedRidgeClassifier {
  return new FittedRidgeClassifier({ ...fittedLinearFields(json), ...alphaJson.parse(json) });
}
