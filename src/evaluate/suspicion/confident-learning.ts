import { type Matrix, rowOf } from '../../core/index.ts';

/** What confident learning says of given labels. */
export interface ConfidentLearning {
  /** Mean probability of each class among the samples labelled so, (nClasses,); Infinity where there are none. */
  readonly thresholds: Float64Array;
  /** joint[given][believed]: samples whose probability of the believed class reaches its threshold. */
  readonly joint: readonly Int32Array[];
  /** The class that is believed instead of the given one, or -1 where nothing speaks against it, (nSamples,). */
  readonly believed: Int32Array;
}

/** The least threshold: a class of which no sample is believed would else be believed of every sample. */
const LEAST_THRESHOLD = 2 * Number.EPSILON;
/** Probabilities this far below the threshold reach it, as in cleanlab. */
const SLACK = 1e-6;

/** Count who is confidently of which class: each sample by the class whose probability reaches that class's threshold,
 * the likeliest of several.
 * @param proba out-of-fold probabilities, (nSamples, nClasses). @param labels as given, (nSamples,).
 * Source: Northcutt, Jiang & Chuang, Confident learning, JAIR 70 (2021), section 3; cleanlab,
 * `compute_confident_joint(calibrate=False)`, whose diagonal is at least 1. */
export function confidentLearning(proba: Matrix, labels: Int32Array): ConfidentLearning {
  const nClasses = proba.cols;
  const thresholds = confidentThresholds(proba, labels);
  const joint = Array.from({ length: nClasses }, () => new Int32Array(nClasses));
  const believed = labels.map((given, i) => {
    const chances = rowOf(proba, i);
    let likeliest = -1;
    for (let c = 0; c < nClasses; c++) {
      if (chances[c]! < thresholds[c]! - SLACK) continue;
      if (likeliest < 0 || chances[c]! > chances[likeliest]!) likeliest = c;
    }
    if (likeliest < 0) return -1;
    joint[given]![likeliest]!++;
    return likeliest === given ? -1 : likeliest;
  });
  for (let c = 0; c < nClasses; c++) joint[c]![c] = Math.max(joint[c]![c]!, 1);
  return { thresholds, joint, believed };
}

function confidentThresholds(proba: Matrix, labels: Int32Array): Float64Array {
  const sums = new Float64Array(proba.cols);
  const counts = new Int32Array(proba.cols);
  labels.forEach((label, i) => {
    sums[label]! += rowOf(proba, i)[label]!;
    counts[label]!++;
  });
  return sums.map((sum, c) =>
    counts[c] === 0 ? Number.POSITIVE_INFINITY : Math.max(sum / counts[c]!, LEAST_THRESHOLD),
  );
}
