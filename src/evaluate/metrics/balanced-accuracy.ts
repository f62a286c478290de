import { defineClassMetric } from './define-metric.ts';

/** Mean over the classes of the share of their samples that is predicted right; classes without samples do not count.
 * Source: scikit-learn, `balanced_accuracy_score`. */
export const balancedAccuracy = defineClassMetric({
  id: 'balancedAccuracy',
  title: 'Balanced accuracy',
  better: 'higher',
  range: [0, 1],
  ofCounts: ({ actual, right }) => {
    let sum = 0;
    let present = 0;
    for (let c = 0; c < actual.length; c++) {
      if (actual[c] === 0) continue;
      sum += right[c]! / actual[c]!;
      present += 1;
    }
    return sum / present;
  },
});
