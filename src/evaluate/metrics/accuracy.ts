import { defineMetric } from './define-metric.ts';

/** Share of samples that are predicted right. */
export const accuracy = defineMetric({
  id: 'accuracy',
  title: 'Accuracy',
  better: 'higher',
  range: [0, 1],
  weighted: ({ yTrue, yPred }) => {
    const right = Float64Array.from(yTrue, (label, i) => (label === yPred[i] ? 1 : 0));
    return (weights) => {
      let hits = 0;
      let total = 0;
      for (let i = 0; i < weights.length; i++) {
        hits += weights[i]! * right[i]!;
        total += weights[i]!;
      }
      return hits / total;
    };
  },
});
