import { type Features, isSparse } from '../../core/index.ts';
import { fitCrammerSingerByChunks } from './crammer-singer-chunks.ts';
import { descendCrammerSinger } from './crammer-singer-descent.ts';
import type { MarginSolution, MulticlassProblem, ProgressOptions } from './margin-problem.ts';
import { sampleRows } from './sample-rows.ts';

/** Features from which products of samples take less time than the samples themselves. */
const LEAST_FEATURES = 64;

/** Minimise ½‖W‖² + Σ cost · max(0, 1 + max over other classes (w_m·x) − w_y·x) in the dual: sample by sample where these
 * are sparse or short, else in chunks. */
export async function fitCrammerSinger(
  X: Features,
  problem: MulticlassProblem,
  { bias, seed, ...options }: ProgressOptions & { readonly bias: number; readonly seed: number },
): Promise<MarginSolution[]> {
  return !isSparse(X) && X.cols >= LEAST_FEATURES
    ? fitCrammerSingerByChunks(X, bias, problem, seed, options)
    : descendCrammerSinger(sampleRows(X, bias), problem, seed, options);
}
