import { rankBy } from './class-ranking.ts';
import { defineTaskMetric } from './define-metric.ts';
import { meanPrecision } from './mean-precision.ts';

/** Mean average precision (mAP): average precision of each label by its scores, mean over the labels; labels without
 * samples do not count, and where none is left it is 0.
 * Source: scikit-learn, `average_precision_score(average='macro')`. */
export const labelAveragePrecision = defineTaskMetric({
  id: 'labelAveragePrecision',
  task: 'multi-label',
  title: 'mAP',
  better: 'higher',
  range: [0, 1],
  weighted: ({ yTrue, scores: { data, cols } }) =>
    meanPrecision(
      Array.from({ length: cols }, (_, label) =>
        rankBy(
          Float32Array.from({ length: yTrue.rows }, (_, i) => data[i * cols + label]!),
          (i) => yTrue.data[i * cols + label] === 1,
        ),
      ),
    ),
});
