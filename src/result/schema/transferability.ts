import { z } from 'zod';

const score = z.strictObject({ id: z.string(), title: z.string(), better: z.enum(['higher', 'lower']) });

const space = z.strictObject({
  id: z.string().describe('Of the feature space'),
  backbone: z.string(),
  layer: z.string(),
  pooling: z.string(),
  depth: z.number().optional(),
  dim: z.int(),
  scores: z.record(z.string(), z.number()).describe('By id, those that are defined for it'),
  dropped: z.literal(true).optional().describe('No model was trained on it'),
});

const prediction = z.strictObject({
  score: z.string(),
  chosen: z.string().describe('Feature space that the score liked best, of those trained on'),
  regret: z.number().describe('Its measured value against the best one, in the deciding metric; >= 0'),
  kendall: z.number().optional().describe('Rank correlation of score and measured value'),
  spearman: z.number().optional(),
  nSpaces: z.int(),
});

/** `transferability` of results.json: what was known of each layer before any model was trained. */
export const transferabilitySchema = z.strictObject({
  nSamples: z.int().describe('The training part of the first fold'),
  scores: z.array(score),
  spaces: z.array(space),
  predictions: z.array(prediction).describe('How well each score told the best model of each layer'),
  pruning: z
    .strictObject({
      score: z.string(),
      keep: z.int(),
      gap: z.number(),
      seesTestLabels: z
        .boolean()
        .describe('Whether samples it was decided on are tested in other folds, as in cross-validation'),
    })
    .optional(),
  seconds: z.number(),
});
