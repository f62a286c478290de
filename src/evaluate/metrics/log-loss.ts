import { defineMetric } from './define-metric.ts';
import { weightedMean } from './weighted-mean.ts';

/** Mean of −log p of the true class, natural logarithm, p clipped to [2⁻⁵², 1].
 * Source: scikit-learn, `log_loss` on float64, which clips at the same epsilon. */
export const logLoss = defineMetric({
  id: 'logLoss',
  title: 'Log loss',
  better: 'lower',
  range: [0, Number.POSITIVE_INFINITY],
  needs: 'proba',
  weighted: ({ yTrue, proba }) =>
    weightedMean(
      Float64Array.from(yTrue, (label, i) => {
        const p = proba!.data[i * proba!.cols + label]!;
        return -Math.log(Math.min(Math.max(p, Number.EPSILON), 1));
      }),
    ),
});
