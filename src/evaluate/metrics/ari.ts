import { contingencyCounter } from './contingency.ts';
import { defineMetric } from './define-metric.ts';

/** Adjusted Rand index: how often clusters and classes agree on whether two samples belong together; chance is 0.
 * A sample that counts several times makes no pair with itself.
 * Source: Hubert & Arabie 1985; scikit-learn, `adjusted_rand_score`. */
export const ari = defineMetric({
  id: 'ari',
  title: 'Adjusted Rand index',
  better: 'higher',
  range: [-1, 1],
  needs: 'clusters',
  weighted: (predictions) => {
    const count = contingencyCounter(predictions);
    return (weights) => {
      const { cells, classSums, clusterSums, total } = count(weights);
      // Ordered pairs: together in both, in the class only, in the cluster only, in neither.
      const inBoth = sumOfSquares(cells);
      const classOnly = sumOfSquares(classSums) - inBoth;
      const clusterOnly = sumOfSquares(clusterSums) - inBoth;
      const together = inBoth - sumOfSquares(weights);
      const apart = total * total - inBoth - classOnly - clusterOnly;
      if (classOnly === 0 && clusterOnly === 0) return 1;
      return (
        (2 * (together * apart - classOnly * clusterOnly)) /
        ((together + classOnly) * (classOnly + apart) + (together + clusterOnly) * (clusterOnly + apart))
      );
    };
  },
});

function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! * values[i]!;
  return sum;
}
