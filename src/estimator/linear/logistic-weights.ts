import { type ClassWeight, fitWeights } from '../weights.ts';

/** What each sample counts in a logistic regression: `balanced` evens out the weights of the classes, not the numbers of
 * their samples, as in scikit-learn's LogisticRegression.
 * @param labels int32, (nSamples,), class ids in [0, nClasses).
 * @param sampleWeight float64, (nSamples,), above 0; default all 1.
 * @returns float64, (nSamples,), or undefined where every sample counts 1. */
export function logisticWeights(
  labels: Int32Array,
  nClasses: number,
  classWeight: ClassWeight,
  sampleWeight: Float64Array | undefined,
): Float64Array | undefined {
  if (classWeight !== 'balanced' || sampleWeight === undefined) {
    return fitWeights(labels, nClasses, classWeight, sampleWeight);
  }
  const perClass = new Float64Array(nClasses);
  for (let i = 0; i < labels.length; i++) perClass[labels[i]!]! += sampleWeight[i]!;
  const present = perClass.filter((weight) => weight > 0);
  const total = present.reduce((sum, weight) => sum + weight, 0);
  const balanced = Array.from(perClass, (weight) => (weight === 0 ? 0 : total / (present.length * weight)));
  return fitWeights(labels, nClasses, balanced, sampleWeight);
}
