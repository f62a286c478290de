/** evaluate/: how well a model does on a feature space, and how sure that is.
 * In: features, labels, a protocol and estimators. Out: folds, metrics with 95 % intervals, and the answer of a run.
 * To add a metric: a file in `metrics/` named after its id, and one line in `metrics/registry.ts`. To add a protocol: a
 * file in `splits/`, and one case each in `create-folds.ts` and `describe-protocol.ts`. */
export { type PairedOptions, pairedDifference } from './bootstrap/paired-difference.ts';
export { type RankOptions, rankCells } from './compare.ts';
export { evaluateCell } from './evaluate-cell.ts';
export { metrics } from './metrics/registry.ts';
export { createFolds } from './splits/create-folds.ts';
export { describeProtocol } from './splits/describe-protocol.ts';
export type * from './types.ts';
