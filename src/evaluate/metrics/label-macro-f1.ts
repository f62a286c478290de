import { defineTaskMetric } from './define-metric.ts';
import { labelCounter } from './label-counts.ts';

/** Mean over the labels of F1 = 2 · right / (had + predicted); labels neither had nor predicted do not count, and where
 * none is left it is 0.
 * Source: scikit-learn, `f1_score(average='macro')`. */
export const labelMacroF1 = defineTaskMetric({
  id: 'labelMacroF1',
  task: 'multi-label',
  title: 'Macro F1',
  better: 'higher',
  range: [0, 1],
  weighted: (predictions) => {
    const count = labelCounter(predictions);
    return (weights) => {
      const { actual, predicted, right } = count(weights);
      let sum = 0;
      let present = 0;
      for (let label = 0; label < actual.length; label++) {
        const both = actual[label]! + predicted[label]!;
        if (both === 0) continue;
        sum += (2 * right[label]!) / both;
        present += 1;
      }
      return present === 0 ? 0 : sum / present;
    };
  },
});
