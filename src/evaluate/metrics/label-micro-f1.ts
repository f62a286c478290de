import { defineTaskMetric } from './define-metric.ts';
import { labelCounter } from './label-counts.ts';

/** F1 of all labels counted together, 2 · right / (had + predicted), so that frequent labels count more; 0 where there is
 * no label and none is predicted.
 * Source: scikit-learn, `f1_score(average='micro')`. */
export const labelMicroF1 = defineTaskMetric({
  id: 'labelMicroF1',
  task: 'multi-label',
  title: 'Micro F1',
  better: 'higher',
  range: [0, 1],
  weighted: (predictions) => {
    const count = labelCounter(predictions);
    return (weights) => {
      const { actual, predicted, right } = count(weights);
      let both = 0;
      let agreed = 0;
      for (let label = 0; label < actual.length; label++) {
        both += actual[label]! + predicted[label]!;
        agreed += right[label]!;
      }
      return both === 0 ? 0 : (2 * agreed) / both;
    };
  },
});
