import { z } from 'zod';

const interval = z.strictObject({ mean: z.number(), ci95: z.tuple([z.number(), z.number()]) });

const sample = z.string().describe('Sample id');

const pair = z.strictObject({
  samples: z.tuple([sample, sample]),
  classes: z.tuple([z.string(), z.string()]).describe('Their labels'),
  kind: z.enum(['exact', 'near']).describe('The same bytes, or the same picture or text in another form'),
  mirrored: z.literal(true).optional().describe("One is the other's mirror image"),
  difference: z.number().describe('0 where they are equal; on the scale of `threshold`'),
  leaks: z.literal(true).optional().describe('One was tested by models that were trained on the other'),
});

const duplicates = z.strictObject({
  space: z.string().describe('Feature space in which neighbours were looked for'),
  comparedBy: z.enum(['pixels', 'features']).describe('What decided'),
  threshold: z.number().describe('Pairs that differ by less are near-duplicates; calibrated on the set'),
  nExact: z.int(),
  nNear: z.int(),
  nConflicting: z.int().describe('Pairs with different labels'),
  pairs: z.array(pair).describe('Different labels first, then leaks, then the most alike; the first of them'),
});

const leakage = z.strictObject({
  nLeaked: z.int().describe('Tested samples with a duplicate in the training part, over all folds'),
  nTested: z.int(),
  cells: z.array(
    z.strictObject({
      id: z.string(),
      metrics: z.record(z.string(), interval).describe('Without the leaked samples; nothing was fitted anew'),
    }),
  ),
  best: z.string().describe('Id of the best cell by these scores'),
});

const labelErrors = z.strictObject({
  cells: z.array(z.string()).describe('Whose out-of-fold probabilities were averaged'),
  nJudged: z.int(),
  nSuspects: z.int(),
  suspects: z
    .array(
      z.strictObject({
        sample,
        given: z.string(),
        suggested: z.string(),
        selfConfidence: z.number().describe('Probability of the given class'),
        suggestedConfidence: z.number(),
      }),
    )
    .describe('The least believed first; the first of them'),
});

const outliers = z.strictObject({
  space: z.string(),
  nOutliers: z.int(),
  samples: z
    .array(
      z.strictObject({
        sample,
        class: z.string(),
        ratio: z.number().describe('Distance to the nearest others, over the median of the set'),
      }),
    )
    .describe('The farthest first; the first of them'),
});

/** `dataQuality` of results.json: what a person should look at before the scores are believed. */
export const dataQualitySchema = z.strictObject({
  duplicates,
  leakage: leakage.optional(),
  labelErrors: labelErrors.optional(),
  outliers,
});
