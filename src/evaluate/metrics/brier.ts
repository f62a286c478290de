import { defineMetric } from './define-metric.ts';
import { weightedMean } from './weighted-mean.ts';

/** Brier score: mean squared distance of the probabilities from certainty about the true class, Σ_c (p_c − 1[c is
 * true])², from 0 to 2; of two classes half of it, which is (1 − p)², from 0 to 1.
 * Source: Brier 1950; scikit-learn, `brier_score_loss(scale_by_half='auto')`. */
export const brier = defineMetric({
  id: 'brier',
  title: 'Brier score',
  better: 'lower',
  range: [0, 2],
  needs: 'proba',
  weighted: ({ yTrue, proba, nClasses }) => {
    const { data, cols } = proba!;
    const scale = nClasses === 2 ? 0.5 : 1;
    return weightedMean(
      Float64Array.from(yTrue, (label, i) => {
        let sum = 0;
        for (let c = 0; c < cols; c++) sum += (data[i * cols + c]! - (c === label ? 1 : 0)) ** 2;
        return Math.min(scale * sum, 2);
      }),
    );
  },
});
