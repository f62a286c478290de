import type { LabelMatrix } from '../../core/index.ts';
import { defineTaskMetric } from './define-metric.ts';
import { weightedMean } from './weighted-mean.ts';

/** Share of samples of which every label is right: none missing, none too many.
 * Source: scikit-learn, `accuracy_score` of label indicators. */
export const subsetAccuracy = defineTaskMetric({
  id: 'subsetAccuracy',
  task: 'multi-label',
  title: 'Subset accuracy',
  better: 'higher',
  range: [0, 1],
  weighted: ({ yTrue, yPred }) => weightedMean(wrongLabels(yTrue, yPred).map((n) => (n === 0 ? 1 : 0))),
});

/** Labels that are missing or too many, (nSamples,). */
export function wrongLabels(yTrue: LabelMatrix, yPred: LabelMatrix): Float64Array {
  const wrong = new Float64Array(yTrue.rows);
  yTrue.data.forEach((has, at) => {
    if (has !== yPred.data[at]) wrong[Math.floor(at / yTrue.cols)]! += 1;
  });
  return wrong;
}
