import { z } from 'zod';

/** What k-means and its mini-batch variant have in common. */
export const clusterParams = {
  k: z
    .union([z.literal('classes'), z.int().min(1)])
    .default('classes')
    .describe('Number of clusters; "classes" for as many as there are classes in the training samples'),
  init: z
    .enum(['k-means++', 'random'])
    .default('k-means++')
    .describe('First centers: samples drawn far from each other, or drawn at random'),
};

/** Schema of the hyper-parameters of k-means. */
export const kMeansParams = z.strictObject({
  ...clusterParams,
  nInit: z.int().min(1).max(10_000).default(10).describe('Restarts, of which the best is kept'),
  maxIterations: z.int().min(1).default(300).describe('Iterations of one restart at most'),
  tolerance: z
    .number()
    .min(0)
    .default(1e-4)
    .describe(
      'Converged when the squared movements of the centers add up to less, in mean variances of a feature',
    ),
});

/** Hyper-parameters of k-means. */
export type KMeansParams = z.infer<typeof kMeansParams>;
