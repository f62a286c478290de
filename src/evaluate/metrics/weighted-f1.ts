import { defineClassMetric } from './define-metric.ts';

/** Mean over the samples of the F1 of their class: F1 = 2 · right / (actual + predicted), by class frequency.
 * Source: scikit-learn, `f1_score(average='weighted')`. */
export const weightedF1 = defineClassMetric({
  id: 'weightedF1',
  title: 'Weighted F1',
  better: 'higher',
  range: [0, 1],
  ofCounts: ({ actual, predicted, right }) => {
    let sum = 0;
    let total = 0;
    for (let c = 0; c < actual.length; c++) {
      if (actual[c] === 0) continue;
      sum += (actual[c]! * 2 * right[c]!) / (actual[c]! + predicted[c]!);
      total += actual[c]!;
    }
    return Math.min(sum / total, 1);
  },
});
