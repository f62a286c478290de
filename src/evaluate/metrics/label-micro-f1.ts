import { defineLabelMetric } from './define-metric.ts';

/** F1 of all labels counted together, 2 · right / (had + predicted), so that frequent labels count more; 0 where there is
 * no label and none is predicted.
 * Source: scikit-learn, `f1_score(average='micro')`. */
export const labelMicroF1 = defineLabelMetric({
  id: 'labelMicroF1',
  title: 'Micro F1',
  better: 'higher',
  range: [0, 1],
  ofCounts: ({ actual, predicted, right }) => {
    let both = 0;
    let agreed = 0;
    for (let label = 0; label < actual.length; label++) {
      both += actual[label]! + predicted[label]!;
      agreed += right[label]!;
    }
    return both === 0 ? 0 : (2 * agreed) / both;
  },
});
