import { z } from 'zod';
import { priorsParam } from '../discriminant/priors.ts';

/** The least smoothing: without any, a feature that a class never showed would rule the class out. */
const LEAST_ALPHA = 1e-10;

/** What the naive Bayes models of counts have in common. */
export const discreteParams = {
  alpha: z
    .union([z.number().nonnegative(), z.array(z.number().nonnegative())])
    .default(1)
    .describe(
      'Added to every count (Laplace or Lidstone smoothing): one number, or one per feature; less than 1e-10 counts as 1e-10',
    ),
  priors: priorsParam,
};

/** The smoothing of every feature, float64, (nFeatures,).
 * @throws {RangeError} If a list has not nFeatures entries. */
export function alphaOf(alpha: number | readonly number[], nFeatures: number, name: string): Float64Array {
  if (typeof alpha === 'number') return new Float64Array(nFeatures).fill(Math.max(alpha, LEAST_ALPHA));
  if (alpha.length !== nFeatures) {
    throw new RangeError(
      `Cannot fit ${name} as alpha must have one number for each of the ${nFeatures} features: it has ${alpha.length}`,
    );
  }
  return Float64Array.from(alpha, (value) => Math.max(value, LEAST_ALPHA));
}
