/** evaluate/: how well a model does on a feature space, and how sure that is.
 * In: features, labels (or numbers, or sets of labels), a protocol and estimators. Out: folds, metrics with 95 %
 * intervals, and the answer of a run.
 * To add a metric: a file in `metrics/` named after its id, and one line in `metrics/registry.ts`. To add a protocol: a
 * file in `splits/`, and one case each in `create-folds.ts` and `describe-protocol.ts`. To add a score of layers before
 * training: a file in `transferability/`, and one line in its `registry.ts`. */
export { type PairedOptions, pairedDifference } from './bootstrap/paired-difference.ts';
export { type RankOptions, rankCells } from './compare.ts';
export { evaluateCell } from './evaluate-cell.ts';
export { type LabelScores, scoreLabels } from './label-scores.ts';
export {
  type Doubling,
  type LearningCurve,
  learningCurve,
  type MeasuredSize,
} from './learning-curve/learning-curve.ts';
export {
  type ReducedFolds,
  reduceFolds,
  type TrainingSizes,
  trainSizeOf,
} from './learning-curve/reduce-folds.ts';
export { metrics } from './metrics/registry.ts';
export { classFoldsOf, isOfClasses, taskOf } from './predictions.ts';
export { linearCka, type Similarity } from './similarity/linear-cka.ts';
export { createFolds } from './splits/create-folds.ts';
export { describeProtocol } from './splits/describe-protocol.ts';
export { findDuplicates } from './suspicion/find-duplicates.ts';
export { findSuspicion } from './suspicion/find-suspicion.ts';
export { findLabelErrors } from './suspicion/label-errors.ts';
export { adjustForLeakage, crossesSplit, leakedRows } from './suspicion/leakage.ts';
export { findOutliers } from './suspicion/outliers.ts';
export type * from './suspicion/types.ts';
export { type JudgedPrediction, judgePrediction } from './transferability/judge-prediction.ts';
export { type PruneRule, pruneLayers } from './transferability/prune-layers.ts';
export { transferabilityScores } from './transferability/registry.ts';
export { scoreSpace } from './transferability/score-space.ts';
export type { TransferabilityScore } from './transferability/types.ts';
export type * from './types.ts';
