import { z } from 'zod';
import { sharesOf } from './class-moments.ts';

/** The hyper-parameter `priors` of models with class probabilities. */
export const priorsParam = z
  .union([z.enum(['empirical', 'uniform']), z.array(z.number().nonnegative())])
  .default('empirical')
  .describe(
    'Class probabilities before any feature is seen: empirical (the training shares), uniform, or a list with one number per class, in their order; they are scaled to sum to 1',
  );

/** `empirical`, `uniform`, or one number per class id. */
export type Priors = z.infer<typeof priorsParam>;

/** The prior of each class that has samples, float64, summing to 1.
 * @param classes class ids that have samples. @param totals their summed weights.
 * @param name the estimator's registry id, for the message.
 * @throws {RangeError} If a list has not nClasses entries or leaves no class with samples a probability. */
export function priorsOf(
  priors: Priors,
  classes: Int32Array,
  totals: Float64Array,
  nClasses: number,
  name: string,
): Float64Array {
  if (priors === 'empirical') return sharesOf(totals);
  if (priors === 'uniform') return totals.map(() => 1 / totals.length);
  if (priors.length !== nClasses) {
    throw new RangeError(
      `Cannot fit ${name} as priors must have one number for each of the ${nClasses} classes: it has ${priors.length}`,
    );
  }
  const present = Float64Array.from(classes, (c) => priors[c]!);
  if (present.every((prior) => prior === 0)) {
    throw new RangeError(`Cannot fit ${name} as a class with samples must have a prior above 0: all have 0`);
  }
  return sharesOf(present);
}
