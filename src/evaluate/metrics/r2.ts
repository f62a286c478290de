import { defineTaskMetric } from './define-metric.ts';

/** Coefficient of determination, R² = 1 − Σ (y − ŷ)² / Σ (y − mean y)²: the share of the variance that is predicted; 0 is
 * what always saying the mean comes to. Where all numbers are equal it is 1 if they are predicted exactly, else 0.
 * Source: scikit-learn, `r2_score`. */
export const r2 = defineTaskMetric({
  id: 'r2',
  task: 'regression',
  title: 'R²',
  better: 'higher',
  range: [Number.NEGATIVE_INFINITY, 1],
  weighted: ({ yTrue, yPred }) => {
    const squares = yTrue.map((value, i) => (value - yPred[i]!) ** 2);
    return (weights) => {
      // Measured from one of them, equal numbers have a mean of exactly 0.
      const origin = yTrue[weights.findIndex((weight) => weight > 0)]!;
      let total = 0;
      let sum = 0;
      let unexplained = 0;
      for (let i = 0; i < weights.length; i++) {
        total += weights[i]!;
        sum += weights[i]! * (yTrue[i]! - origin);
        unexplained += weights[i]! * squares[i]!;
      }
      const centre = sum / total;
      let spread = 0;
      for (let i = 0; i < weights.length; i++) spread += weights[i]! * (yTrue[i]! - origin - centre) ** 2;
      if (spread === 0) return unexplained === 0 ? 1 : 0;
      return 1 - unexplained / spread;
    };
  },
});
