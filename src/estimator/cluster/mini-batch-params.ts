import { z } from 'zod';
import { clusterParams } from './k-means-params.ts';

/** Schema of the hyper-parameters of mini-batch-k-means. */
export const miniBatchKMeansParams = z.strictObject({
  ...clusterParams,
  nInit: z
    .union([z.literal('auto'), z.int().min(1).max(10_000)])
    .default('auto')
    .describe(
      'Sets of first centers, of which the best goes on; "auto" for 1 with k-means++ and 3 with random',
    ),
  initSize: z
    .union([z.literal('auto'), z.int().min(1)])
    .default('auto')
    .describe('Samples that first centers are drawn from; "auto" for 3 batches'),
  batchSize: z.int().min(1).default(1024).describe('Samples of one step'),
  maxIterations: z.int().min(1).default(100).describe('Passes over the data at most'),
  tolerance: z
    .number()
    .min(0)
    .default(0)
    .describe(
      'Converged when the squared movements of the centers in a step add up to less, in mean variances of a feature; 0 for never',
    ),
  maxNoImprovement: z
    .union([z.literal('none'), z.int().min(1)])
    .default(10)
    .describe('Converged when the smoothed inertia has not fallen for as many steps; "none" for never'),
  reassignmentRatio: z
    .number()
    .min(0)
    .max(1)
    .default(0.01)
    .describe('A center with a smaller share of the samples of the greatest one starts anew now and then'),
});

/** Hyper-parameters of mini-batch-k-means. */
export type MiniBatchKMeansParams = z.infer<typeof miniBatchKMeansParams>;
