import { z } from 'zod';

/** Schema of the hyper-parameters of random-forest. */
export const randomForestParams = z
  .strictObject({
    nEstimators: z.int().min(1).max(100_000).default(100).describe('Number of trees'),
    maxFeatures: z
      .union([z.enum(['sqrt', 'log2', 'all']), z.number().gt(0).lt(1), z.int().min(1)])
      .default('sqrt')
      .describe('Features looked at per node: a rule, a share below 1, or a number (at most all)'),
    maxDepth: z.int().min(1).nullable().default(null).describe('Greatest depth of a tree; null for no limit'),
    minSamplesSplit: z.int().min(2).default(2).describe('Fewest distinct samples of a node that is split'),
    minSamplesLeaf: z.int().min(1).default(1).describe('Fewest distinct samples of a leaf'),
    bootstrap: z.boolean().default(true).describe('Draw the samples of each tree with replacement'),
    oobScore: z.boolean().default(false).describe('Also measure accuracy on the samples a tree did not draw'),
  })
  .refine(({ bootstrap, oobScore }) => bootstrap || !oobScore, {
    message: 'oobScore needs bootstrap, as without it every tree sees every sample',
    path: ['oobScore'],
  });

/** Hyper-parameters of random-forest. */
export type RandomForestParams = z.infer<typeof randomForestParams>;
