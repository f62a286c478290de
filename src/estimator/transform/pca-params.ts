import { z } from 'zod';

/** Schema of the hyper-parameters of pca. */
export const pcaParams = z.strictObject({
  components: z
    .union([z.literal('all'), z.int().positive(), z.number().gt(0).lt(1)])
    .default(0.95)
    .describe(
      'Number of components, the share of the variance in (0, 1) that they are to explain, or "all": as many as the smaller side of X',
    ),
  whiten: z.boolean().default(false).describe('Scale the coordinates to variance 1 along every component'),
  solver: z
    .enum(['auto', 'covariance', 'gram', 'randomized'])
    .default('auto')
    .describe(
      'What is decomposed: covariance (features × features), gram (samples × samples), or X itself, sampled by random vectors until the components have settled (randomized: needs a number of components); auto takes the fastest',
    ),
  seed: z.int().default(0).describe('Seeds the random vectors'),
});

/** Hyper-parameters of pca. */
export type PcaParams = z.infer<typeof pcaParams>;
