import { z } from 'zod';

const interval = z.strictObject({ mean: z.number(), ci95: z.tuple([z.number(), z.number()]) });

const curve = z.strictObject({
  cell: z.string().describe('Cell id'),
  points: z
    .array(interval.extend({ trainSize: z.int().describe('Samples in a training part') }))
    .describe('By ascending size; the last is the run itself'),
  fit: z
    .strictObject({ a: z.number(), b: z.number(), c: z.number() })
    .optional()
    .describe('metric(n) = a - b * n^(-c)'),
  doubling: z
    .strictObject({
      from: z.int(),
      to: z.int(),
      expected: interval.describe('The metric at `to`'),
      gain: interval.describe('How much better than at `from`; positive is better'),
    })
    .optional()
    .describe('What the fitted curve says of twice the training data, if it goes on as it has'),
});

/** `learningCurve` of results.json: the best cells with less training data. */
export const learningCurveSchema = z.strictObject({
  metric: z.string(),
  cells: z.array(curve).describe('Best first; the best baseline last'),
  warnings: z.array(z.string()),
});
