import { meanF1 } from './class-counts.ts';
import { defineClassMetric } from './define-metric.ts';

/** Mean over the classes of F1 = 2 · right / (actual + predicted); classes neither there nor predicted do not count.
 * Source: scikit-learn, `f1_score(average='macro')`. */
export const macroF1 = defineClassMetric({
  id: 'macroF1',
  title: 'Macro F1',
  better: 'higher',
  range: [0, 1],
  ofCounts: meanF1,
});
