import { contingencyCounter } from './contingency.ts';
import { defineMetric } from './define-metric.ts';

/** Normalised mutual information of clusters and classes: I / mean of the two entropies.
 * Source: scikit-learn, `normalized_mutual_info_score(average_method='arithmetic')`. */
export const nmi = defineMetric({
  id: 'nmi',
  title: 'Normalised mutual information',
  better: 'higher',
  range: [0, 1],
  needs: 'clusters',
  weighted: (predictions) => {
    const count = contingencyCounter(predictions);
    return (weights) => {
      const { cells, classOf, clusterOf, classSums, clusterSums, total } = count(weights);
      const entropies = entropy(classSums, total) + entropy(clusterSums, total);
      // One class and one cluster: they agree.
      if (entropies === 0) return 1;
      let information = 0;
      for (let pair = 0; pair < cells.length; pair++) {
        const cell = cells[pair]!;
        if (cell === 0) continue;
        const expected = (classSums[classOf[pair]!]! * clusterSums[clusterOf[pair]!]!) / total;
        information += (cell / total) * Math.log(cell / expected);
      }
      return Math.min(Math.max((2 * information) / entropies, 0), 1);
    };
  },
});

/** In nats. */
function entropy(sums: Float64Array, total: number): number {
  let sum = 0;
  for (const count of sums) if (count > 0) sum -= (count / total) * Math.log(count / total);
  return sum;
}
