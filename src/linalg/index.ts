/** linalg/: products, distances, nearest rows, fused loss-and-gradient objectives and their minimiser, on float32
 * matrices. In: row-major matrices (`prepare` one that is used often). Out: float32 matrices, float64 sums.
 * Large shapes run on ONNX Runtime, small ones in typed-array code. To add an operation: one file, one line here. */
export { dot, squaredNorms } from './blocked.ts';
export { distances } from './distances.ts';
export { symmetricEigen } from './eigen.ts';
export { type Minimum, minimise, type Objective } from './lbfgs.ts';
export { nearest } from './nearest.ts';
export {
  type LinearObjective,
  logisticObjective,
  softmaxObjective,
  squaredHingeObjective,
} from './objective.ts';
export { prepare } from './operand.ts';
export { product } from './product.ts';
export { releaseSessions, useThreads } from './session.ts';
export { transpose } from './transpose.ts';
export type * from './types.ts';
