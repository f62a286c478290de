import { contingencyCounter } from './contingency.ts';
import { defineMetric } from './define-metric.ts';

/** Share of samples that are of the most frequent class of their cluster; many small clusters make it high.
 * Source: Manning, Raghavan & Schütze 2008, "Introduction to Information Retrieval", §16.3. */
export const purity = defineMetric({
  id: 'purity',
  title: 'Purity',
  better: 'higher',
  range: [0, 1],
  needs: 'clusters',
  weighted: (predictions) => {
    const count = contingencyCounter(predictions);
    return (weights) => {
      const { cells, clusterOf, clusterSums, total } = count(weights);
      const greatest = new Float64Array(clusterSums.length);
      for (let pair = 0; pair < cells.length; pair++) {
        const cluster = clusterOf[pair]!;
        greatest[cluster] = Math.max(greatest[cluster]!, cells[pair]!);
      }
      return greatest.reduce((sum, value) => sum + value, 0) / total;
    };
  },
});
