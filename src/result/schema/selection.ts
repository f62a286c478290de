import { z } from 'zod';

const interval = z.strictObject({ mean: z.number(), ci95: z.tuple([z.number(), z.number()]) });

const share = z.number().min(0).max(1);

const test = z.strictObject({ p: share, pHolm: share });

const comparison = test.extend({
  cell: z.string().describe('Cell id'),
  difference: interval.describe('Paired; positive where the best is better'),
  pAdjusted: share.describe(
    'Adjusted for the number of comparisons and for the choice of the best by its score; at most 0.05 is a real difference',
  ),
  verdict: z
    .enum(['as-good', 'unproven', 'worse', 'better'])
    .describe('unproven: neither the best nor guessing can be told from it'),
  tests: z
    .record(z.string(), test)
    .describe('correctedResampledT, wilcoxon and mcnemar (mid-p), where they apply'),
});

const procedure = interval.extend({
  perFold: z.array(z.number()),
  picked: z.array(z.string()).describe('Per outer fold, the cell that inner folds picked'),
  nCells: z.int(),
  optimism: interval.describe(
    'How much better the best cell looks than what was picked without the test parts',
  ),
});

/** What `answer` says of the other cells, and of picking one. */
export const selectionFields = {
  comparisons: z.array(comparison).optional().describe('The best against every other cell'),
  procedure: procedure
    .optional()
    .describe('Picking layer, model and setting by inner folds, judged on the outer test parts'),
};
