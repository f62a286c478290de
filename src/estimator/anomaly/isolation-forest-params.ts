import { z } from 'zod';

/** Schema of the hyper-parameters of isolation-forest. */
export const isolationForestParams = z.strictObject({
  nEstimators: z.int().min(1).max(100_000).default(100).describe('Number of trees'),
  maxSamples: z
    .union([z.literal('auto'), z.number().gt(0).lt(1), z.int().min(1)])
    .default('auto')
    .describe('Samples drawn for each tree: auto (256), a share below 1, or a number (at most all)'),
  maxFeatures: z
    .union([z.literal('all'), z.number().gt(0).lt(1), z.int().min(1)])
    .default('all')
    .describe('Features drawn for each tree: all, a share below 1, or a number (at most all)'),
  bootstrap: z.boolean().default(false).describe('Draw the samples of each tree with replacement'),
});

/** Hyper-parameters of isolation-forest. */
export type IsolationForestParams = z.infer<typeof isolationForestParams>;
