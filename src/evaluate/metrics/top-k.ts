import type { Metric } from '../types.ts';
import { defineMetric } from './define-metric.ts';
import { weightedMean } from './weighted-mean.ts';

/** Share of samples whose class is among the k most probable; of equally probable classes the later comes first. With
 * k classes or fewer it is 1.
 * Source: scikit-learn, `top_k_accuracy_score`. */
export function topKAccuracy(k: number): Metric {
  return defineMetric({
    id: `top${k}Accuracy`,
    title: `Top-${k} accuracy`,
    better: 'higher',
    range: [0, 1],
    needs: 'proba',
    weighted: ({ yTrue, proba }) => {
      const { data, cols } = proba!;
      return weightedMean(
        Float64Array.from(yTrue, (label, i) => {
          const own = data[i * cols + label]!;
          let ahead = 0;
          for (let c = 0; c < cols; c++) {
            const p = data[i * cols + c]!;
            if (p > own || (p === own && c > label)) ahead += 1;
          }
          return ahead < k ? 1 : 0;
        }),
      );
    },
  });
}
