import { defineTaskMetric } from './define-metric.ts';
import { wrongLabels } from './subset-accuracy.ts';
import { weightedMean } from './weighted-mean.ts';

/** Share of labels that are missing or too many, over all samples and labels.
 * Source: scikit-learn, `hamming_loss`. */
export const hammingLoss = defineTaskMetric({
  id: 'hammingLoss',
  task: 'multi-label',
  title: 'Hamming loss',
  better: 'lower',
  range: [0, 1],
  weighted: ({ yTrue, yPred }) => weightedMean(wrongLabels(yTrue, yPred).map((n) => n / yTrue.cols)),
});
