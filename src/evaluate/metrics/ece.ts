import { defineMetric } from './define-metric.ts';

const BINS = 15;

/** Expected calibration error: mean distance of confidence and accuracy over 15 bins of equal width, each weighing as
 * many samples as it holds. Confidence is the greatest probability; right is whether it is that of the true class. A
 * confidence on an edge belongs to the bin below.
 * Source: Guo et al. 2017, "On Calibration of Modern Neural Networks", eq. 3. */
export const ece = defineMetric({
  id: 'ece',
  title: 'Expected calibration error',
  better: 'lower',
  range: [0, 1],
  needs: 'proba',
  weighted: ({ yTrue, proba }) => {
    const { data, cols } = proba!;
    const binOf = new Uint8Array(yTrue.length);
    const gaps = Float64Array.from(yTrue, (label, i) => {
      let top = 0;
      for (let c = 1; c < cols; c++) if (data[i * cols + c]! > data[i * cols + top]!) top = c;
      const confidence = data[i * cols + top]!;
      binOf[i] = Math.min(Math.max(Math.ceil(confidence * BINS) - 1, 0), BINS - 1);
      return (top === label ? 1 : 0) - confidence;
    });
    const sums = new Float64Array(BINS);
    return (weights) => {
      sums.fill(0);
      let total = 0;
      for (let i = 0; i < weights.length; i++) {
        sums[binOf[i]!]! += weights[i]! * gaps[i]!;
        total += weights[i]!;
      }
      let error = 0;
      for (const sum of sums) error += Math.abs(sum);
      return error / total;
    };
  },
});
