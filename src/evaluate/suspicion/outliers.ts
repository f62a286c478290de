import { KnnDistance } from '../../estimator/index.ts';
import { median } from '../statistics.ts';
import { referenceSpace } from './reference-space.ts';
import { standardise } from './standardise.ts';
import { highBound } from './tail-bounds.ts';
import type { Outlier, SuspicionInput } from './types.ts';

const NEIGHBOURS = 5;
/** Robust standard deviations above the usual distance at which a sample stands out. */
const DEVIATIONS = 2.5;
/** Distances are at least this: those of equal samples have no logarithm. */
const LEAST_DISTANCE = 1e-6;

/** Find samples that are much farther from their nearest others than samples of this set usually are, by the mean
 * distance to the nearest five in the standardised reference space; the farthest first. On photos with strays among
 * them this put more strays first than cosines, features as they are, or an isolation forest did. */
export async function findOutliers({ spaces }: Pick<SuspicionInput, 'spaces'>): Promise<Outlier[]> {
  const X = standardise(referenceSpace(spaces).X);
  const detector = new KnnDistance({ k: NEIGHBOURS, metric: 'euclidean', score: 'mean' });
  const scores = (await (await detector.fit(X)).scoreTraining()).map((score) =>
    Math.max(score, LEAST_DISTANCE),
  );
  const bound = highBound(scores, DEVIATIONS);
  const usual = median(scores);
  return [...scores.entries()]
    .filter(([, score]) => score > bound)
    .sort(([, a], [, b]) => b - a)
    .map(([row, score]) => ({ row, ratio: score / usual }));
}
