import { defineClassMetric } from './define-metric.ts';

/** Mean over the classes of F1 = 2 · right / (actual + predicted); classes neither there nor predicted do not count.
 * Source: scikit-learn, `f1_score(average='macro')`. */
export const macroF1 = defineClassMetric({
  id: 'macroF1',
  title: 'Macro F1',
  better: 'higher',
  range: [0, 1],
  ofCounts: ({ actual, predicted, right }) => {
    let sum = 0;
    let present = 0;
    for (let c = 0; c < actual.length; c++) {
      const both = actual[c]! + predicted[c]!;
      if (both === 0) continue;
      sum += (2 * right[c]!) / both;
      present += 1;
    }
    return sum / present;
  },
});
