import { type Features, isSparse } from '../../core/index.ts';
import { fitHingeByChunks } from './hinge-chunks.ts';
import { descendHinge } from './hinge-descent.ts';
import type { MarginProblem, MarginSolution, ProgressOptions } from './margin-problem.ts';
import { sampleRows } from './sample-rows.ts';

/** Features from which products of samples take less time than the samples themselves. */
const LEAST_FEATURES = 64;

/** Minimise ½‖w‖² + Σ cost · max(0, 1 − s·(x·w)) for each problem in the dual: sample by sample where these are sparse or
 * short, else in chunks. */
export async function fitHinge(
  X: Features,
  problems: readonly MarginProblem[],
  { bias, seed, ...options }: ProgressOptions & { readonly bias: number; readonly seed: number },
): Promise<MarginSolution[]> {
  if (!isSparse(X) && X.cols >= LEAST_FEATURES) return fitHingeByChunks(X, bias, problems, seed, options);
  const rows = sampleRows(X, bias);
  const solutions: MarginSolution[] = [];
  for (const problem of problems) {
    solutions.push(await descendHinge(rows, problem, seed, options));
    options.progress?.(solutions.length / problems.length);
  }
  return solutions;
}
