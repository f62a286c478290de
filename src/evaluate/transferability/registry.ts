import { createRegistry } from '../../core/index.ts';
import { fisherRatio } from './fisher-ratio.ts';
import { hScore } from './h-score.ts';
import { intrinsicDimension } from './intrinsic-dimension.ts';
import { knnAccuracy } from './knn-accuracy.ts';
import { leep } from './leep.ts';
import { logme } from './logme.ts';
import type { TransferabilityScore } from './types.ts';

/** Every score of a feature space before training. */
export const transferabilityScores = createRegistry<TransferabilityScore>('transferability score', [
  logme,
  hScore,
  leep,
  knnAccuracy,
  fisherRatio,
  intrinsicDimension,
]);
