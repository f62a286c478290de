import type { LabelMatrix } from '../../core/index.ts';
import type { LabelSetPredictions } from '../types.ts';
import type { ClassCounts } from './class-counts.ts';

/** Count by label under many weightings, as by class: samples with the label, samples it was predicted for, samples of
 * which both is true. Every call writes to the same three arrays, each (nLabels,).
 * Cost of a call: O(labels had and predicted). */
export function labelCounter({
  yTrue,
  yPred,
}: Pick<LabelSetPredictions, 'yTrue' | 'yPred'>): (weights: Float64Array) => ClassCounts {
  const both = { ...yTrue, data: yTrue.data.map((has, at) => has & yPred.data[at]!) };
  const actual = labelSums(yTrue);
  const predicted = labelSums(yPred);
  const right = labelSums(both);
  return (weights) => ({ actual: actual(weights), predicted: predicted(weights), right: right(weights) });
}

/** The weights of the samples with each label. */
function labelSums({ data, cols }: LabelMatrix): (weights: Float64Array) => Float64Array {
  const ones = Int32Array.from(data.keys()).filter((at) => data[at] === 1);
  const samples = ones.map((at) => Math.floor(at / cols));
  const labels = ones.map((at) => at % cols);
  const sums = new Float64Array(cols);
  return (weights) => {
    sums.fill(0);
    for (let k = 0; k < ones.length; k++) sums[labels[k]!]! += weights[samples[k]!]!;
    return sums;
  };
}
