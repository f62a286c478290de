import { z } from 'zod';
import { classWeightParam } from '../weights.ts';

/** Hyper-parameters that random-forest and extra-trees share.
 * @param bootstrap its default. */
export function forestShape(bootstrap: boolean) {
  return {
    nEstimators: z.int().min(1).max(100_000).default(100).describe('Number of trees'),
    criterion: z
      .enum(['gini', 'entropy', 'log-loss'])
      .default('gini')
      .describe('What a split makes less: the Gini index, or entropy, which is log-loss'),
    maxFeatures: z
      .union([z.enum(['sqrt', 'log2', 'all']), z.number().gt(0).lt(1), z.int().min(1)])
      .default('sqrt')
      .describe('Features looked at per node: a rule, a share below 1, or a number (at most all)'),
    maxDepth: z.int().min(1).nullable().default(null).describe('Greatest depth of a tree; null for no limit'),
    minSamplesSplit: z.int().min(2).default(2).describe('Fewest distinct samples of a node that is split'),
    minSamplesLeaf: z.int().min(1).default(1).describe('Fewest distinct samples of a leaf'),
    maxLeafNodes: z
      .int()
      .min(2)
      .nullable()
      .default(null)
      .describe(
        'Most leaves of a tree, which then grows where the split gains most first; null for no limit',
      ),
    minImpurityDecrease: z
      .number()
      .min(0)
      .default(0)
      .describe("Least that a split takes from the impurity, weighted by the node's share of the samples"),
    ccpAlpha: z
      .number()
      .min(0)
      .default(0)
      .describe('Branches that take no more than this from the impurity, per leaf, are cut'),
    bootstrap: z.boolean().default(bootstrap).describe('Draw the samples of each tree with replacement'),
    maxSamples: z
      .union([z.number().gt(0).lt(1), z.int().min(1)])
      .nullable()
      .default(null)
      .describe(
        'Samples that a bootstrap draws: a share below 1, or a number; null for as many as there are',
      ),
    oobScore: z.boolean().default(false).describe('Also measure accuracy on the samples a tree did not draw'),
    classWeight: z
      .union([z.literal('balanced-subsample'), ...classWeightParam.unwrap().options])
      .default('none')
      .describe(
        'Weight of the samples of a class: none, balanced (in inverse proportion to its frequency), balanced-subsample (the same in the samples of each tree), or a list with one weight per class, in their order',
      ),
  };
}

/** Refuses what asks for a bootstrap without one. */
export function checkBootstrap(
  { bootstrap, oobScore, maxSamples }: { bootstrap: boolean; oobScore: boolean; maxSamples: number | null },
  context: z.RefinementCtx,
): void {
  if (bootstrap) return;
  if (oobScore) {
    const message = 'oobScore needs bootstrap, as without it every tree sees every sample';
    context.addIssue({ code: 'custom', message, path: ['oobScore'] });
  }
  if (maxSamples !== null) {
    const message = 'maxSamples needs bootstrap, as without it every tree sees every sample';
    context.addIssue({ code: 'custom', message, path: ['maxSamples'] });
  }
}

const anyForest = z.strictObject(forestShape(true));

/** Hyper-parameters of random-forest and of extra-trees. */
export type ForestParams = z.infer<typeof anyForest>;

/** The number of features that a rule gives, in [1, nFeatures].
 * @param rule below 1 a share, else a number, at most all. */
export function featuresPerNode(rule: ForestParams['maxFeatures'] | 'third', nFeatures: number): number {
  if (rule === 'all') return nFeatures;
  if (rule === 'sqrt') return Math.floor(Math.sqrt(nFeatures));
  if (rule === 'log2') return Math.max(1, Math.floor(Math.log2(nFeatures)));
  if (rule === 'third') return Math.max(1, Math.floor(nFeatures / 3));
  return rule < 1 ? Math.max(1, Math.floor(rule * nFeatures)) : Math.min(rule, nFeatures);
}
