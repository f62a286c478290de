import { z } from 'zod';
import { classWeightParam } from '../weights.ts';

/** Schema of the hyper-parameters of gradient-boosted-trees. */
export const gradientBoostedTreesParams = z.strictObject({
  learningRate: z
    .number()
    .positive()
    .default(0.1)
    .describe('What each tree counts: the shrinkage of its leaves'),
  maxIterations: z
    .int()
    .min(1)
    .max(100_000)
    .default(100)
    .describe(
      'Greatest number of rounds; each grows one tree, or one per class where there are more than two',
    ),
  maxLeafNodes: z
    .int()
    .min(2)
    .nullable()
    .default(31)
    .describe('Greatest number of leaves of a tree; null for no limit'),
  maxDepth: z.int().min(1).nullable().default(null).describe('Greatest depth of a tree; null for no limit'),
  minSamplesLeaf: z.int().min(1).default(20).describe('Fewest samples of a leaf'),
  l2Regularization: z.number().nonnegative().default(0).describe('L2 penalty on the values of the leaves'),
  maxFeatures: z.number().gt(0).max(1).default(1).describe('Share of the features looked at per node'),
  maxBins: z
    .int()
    .min(2)
    .max(255)
    .default(255)
    .describe('Greatest number of bins that a feature is cut into'),
  earlyStopping: z
    .enum(['auto', 'on', 'off'])
    .default('auto')
    .describe('Stop once the loss no longer falls; auto does so above 10,000 samples'),
  validationFraction: z
    .union([z.number().gt(0).lt(1), z.int().min(1)])
    .nullable()
    .default(0.1)
    .describe(
      'Samples held out to watch the loss: a share below 1, or a number; null watches the loss of the training samples',
    ),
  nIterNoChange: z.int().min(1).default(10).describe('Rounds without a lower loss before the fit stops'),
  tolerance: z.number().nonnegative().default(1e-7).describe('A loss lower by less than this is no lower'),
  classWeight: classWeightParam,
});

/** Hyper-parameters of gradient-boosted-trees. */
export type GradientBoostedTreesParams = z.infer<typeof gradientBoostedTreesParams>;
