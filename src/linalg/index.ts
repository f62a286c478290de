/** linalg/: products, distances, nearest rows, fused loss-and-gradient objectives and their minimiser, on float32
 * matrices. In: row-major matrices (`prepare` one that is used often). Out: float32 matrices, float64 sums.
 * Large shapes run on ONNX Runtime, small ones in typed-array code. To add an operation: one file, one line here. */
export { dot, squaredDistance, squaredNorms } from './blocked.ts';
export { type Centred, centre } from './centred.ts';
export { combine } from './combine.ts';
export { designMatrix } from './design-matrix.ts';
export { distances } from './distances.ts';
export { symmetricEigen } from './eigen.ts';
export { dot64, maxAbs } from './float64-vectors.ts';
export { gram } from './gram.ts';
export { greatestInGroups } from './greatest-in-groups.ts';
export { type Kernel, kernelBase, kernelFromBase, kernelMatrix, kernelProducts } from './kernel.ts';
export { type Minimum, minimise, type Objective } from './lbfgs.ts';
export { type LeadingEigen, leadingEigen } from './leading-eigen.ts';
export {
  type MixtureDensities,
  type MixtureSums,
  mixtureChances,
  mixtureSums,
  type PreparedMixture,
  prepareMixture,
} from './mixture.ts';
export { nearest } from './nearest.ts';
export { nearestInGroups } from './nearest-in-groups.ts';
export { type NearestSums, nearestSums } from './nearest-sums.ts';
export { NeighbourSearch, type Neighbours } from './neighbour-search.ts';
export {
  lockstepObjectives,
  logisticObjective,
  softmaxObjective,
  squaredHingeObjective,
} from './objective.ts';
export { prepare } from './operand.ts';
export { minimiseL1 } from './owl-qn.ts';
export { product } from './product.ts';
export { combine64, type Matrix64, product64 } from './product64.ts';
export { type Scattered, scatter } from './scatter.ts';
export { type ScoreTerms, scores } from './scores.ts';
export { releaseSessions, threadCount, useThreads } from './session.ts';
export { sparseTimes } from './sparse-times.ts';
export { symmetrised } from './symmetrised.ts';
export { transpose } from './transpose.ts';
export { transposeSparse } from './transpose-sparse.ts';
export { choleskyFactor, choleskySolve, triangularInverse } from './triangular.ts';
export type * from './types.ts';
export { weightedMoments } from './weighted-moments.ts';
export { type Projection, weightedProjection } from './weighted-projection.ts';
export type { WeightedRows } from './weighted-rows.ts';
export { whitenedNorms } from './whitened.ts';
