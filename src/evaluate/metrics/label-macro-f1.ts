import { meanF1 } from './class-counts.ts';
import { defineLabelMetric } from './define-metric.ts';

/** Mean over the labels of F1 = 2 · right / (had + predicted); labels neither had nor predicted do not count, and where
 * none is left it is 0.
 * Source: scikit-learn, `f1_score(average='macro')`. */
export const labelMacroF1 = defineLabelMetric({
  id: 'labelMacroF1',
  title: 'Macro F1',
  better: 'higher',
  range: [0, 1],
  ofCounts: meanF1,
});
