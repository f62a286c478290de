import { toDense } from '../../core/index.ts';
import { nearest } from '../../linalg/index.ts';
import type { Metric } from '../types.ts';
import { defineSampleMetric } from './define-sample-metric.ts';

/** Recall@k of retrieval: share of test samples with one of their class among the k training samples nearest to them
 * by cosine similarity, of equally near ones the earlier first.
 * Source: Oh Song et al. 2016, "Deep Metric Learning via Lifted Structured Feature Embedding" ("Recall@K"). */
export function recallAtK(k: number): Metric {
  return defineSampleMetric({
    id: `recallAt${k}`,
    title: `Recall@${k}`,
    better: 'higher',
    range: [0, 1],
    perSample: async ({ trainX, trainY, testX, testY }) => {
      const gallery = toDense(trainX);
      const found = Math.min(k, gallery.rows);
      const { indices } = await nearest(toDense(testX), gallery, found, 'cosine');
      return Float64Array.from(testY, (label, i) => {
        const neighbours = indices.subarray(i * found, (i + 1) * found);
        return neighbours.some((row) => trainY[row] === label) ? 1 : 0;
      });
    },
  });
}
