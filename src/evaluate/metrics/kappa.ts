import { defineClassMetric } from './define-metric.ts';

/** Cohen's kappa: agreement of predictions and labels beyond that of chance, over the most it could be; 0 where all
 * labels and all predictions are one class.
 * Source: Cohen 1960; scikit-learn, `cohen_kappa_score`. */
export const kappa = defineClassMetric({
  id: 'kappa',
  title: "Cohen's kappa",
  better: 'higher',
  range: [-1, 1],
  ofCounts: ({ actual, predicted, right }) => {
    let total = 0;
    let agreed = 0;
    let byChance = 0;
    for (let c = 0; c < actual.length; c++) {
      total += actual[c]!;
      agreed += right[c]!;
      byChance += actual[c]! * predicted[c]!;
    }
    const most = total * total - byChance;
    return most === 0 ? 0 : (total * agreed - byChance) / most;
  },
});
