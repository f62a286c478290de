import type { ClassPredictions } from '../types.ts';

/** Count predictions: `[true][predicted]`, (nClasses, nClasses). */
export function confusionMatrix({ yTrue, yPred, nClasses }: ClassPredictions): number[][] {
  const counts = Array.from({ length: nClasses }, () => new Array<number>(nClasses).fill(0));
  yTrue.forEach((label, i) => {
    counts[label]![yPred[i]!]! += 1;
  });
  return counts;
}
