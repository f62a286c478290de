import { z } from 'zod';
import { countClasses } from './labels.ts';

/** The hyper-parameter `classWeight` of estimators that have it. */
export const classWeightParam = z
  .union([z.enum(['none', 'balanced']), z.array(z.number().nonnegative())])
  .default('none')
  .describe(
    'Weight of the samples of a class: none, balanced (in inverse proportion to its frequency), or a list with one weight per class, in their order',
  );

/** `none`, `balanced`, or one weight per class id. */
export type ClassWeight = z.infer<typeof classWeightParam>;

/** What each sample counts in a fit: its own weight times its class's.
 * @param y int32, (nSamples,), class ids in [0, nClasses).
 * @param sampleWeight float64, (nSamples,); default all 1.
 * @returns float64, (nSamples,), or undefined where every sample counts 1. `balanced` is
 * nSamples / (classes with samples · samples of the class), as in scikit-learn.
 * @throws {RangeError} If a list of class weights has not nClasses entries, or leaves no sample a weight. */
export function fitWeights(
  y: Int32Array,
  nClasses: number,
  classWeight: ClassWeight,
  sampleWeight?: Float64Array,
): Float64Array | undefined {
  if (classWeight === 'none') return sampleWeight;
  const perClass = classWeight === 'balanced' ? balanced(y, nClasses) : classWeight;
  if (perClass.length !== nClasses) {
    throw new RangeError(
      `Cannot weight the classes as classWeight must have one weight for each of the ${nClasses} classes: it has ${perClass.length}`,
    );
  }
  const weights = Float64Array.from(y, (label, i) => perClass[label]! * (sampleWeight?.[i] ?? 1));
  if (weights.every((weight) => weight === 0)) {
    throw new RangeError('Cannot weight the classes as a class with samples must have a weight above 0');
  }
  return weights;
}

function balanced(y: Int32Array, nClasses: number): number[] {
  const counts = countClasses(y, nClasses);
  const present = counts.filter((count) => count > 0).length;
  return Array.from(counts, (count) => (count === 0 ? 0 : y.length / (present * count)));
}
