import { defineClassMetric } from './define-metric.ts';

/** Matthews correlation coefficient of labels and predictions, of any number of classes; 0 where all labels or all
 * predictions are one class.
 * Source: Gorodkin 2004; scikit-learn, `matthews_corrcoef`. */
export const mcc = defineClassMetric({
  id: 'mcc',
  title: 'Matthews correlation coefficient',
  better: 'higher',
  range: [-1, 1],
  ofCounts: ({ actual, predicted, right }) => {
    let total = 0;
    let agreed = 0;
    let both = 0;
    let actualSquares = 0;
    let predictedSquares = 0;
    for (let c = 0; c < actual.length; c++) {
      total += actual[c]!;
      agreed += right[c]!;
      both += actual[c]! * predicted[c]!;
      actualSquares += actual[c]! ** 2;
      predictedSquares += predicted[c]! ** 2;
    }
    const spread = (total * total - actualSquares) * (total * total - predictedSquares);
    if (spread === 0) return 0;
    return Math.min(Math.max((total * agreed - both) / Math.sqrt(spread), -1), 1);
  },
});
