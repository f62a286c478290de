import { z } from 'zod';

const regression = z.strictObject({
  cell: z.string().describe('Cell id'),
  nTested: z.int().describe('Test predictions, over all folds and repeats'),
  samples: z
    .array(z.string())
    .describe('Sample ids; of more than 2,000 predictions evenly many are left out'),
  actual: z.array(z.number()),
  predicted: z.array(z.number()),
});

const share = z.number().min(0).max(1);

const label = z.strictObject({
  name: z.string(),
  support: z.int().describe('Test samples with the label, over all folds and repeats'),
  predicted: z.int().describe('Test samples it was predicted for'),
  precision: share.optional().describe('Absent where it was never predicted'),
  recall: share.optional().describe('Absent where no test sample has it'),
  f1: share.optional().describe('Absent where it was neither had nor predicted'),
  averagePrecision: share.optional().describe('Absent where no test sample has it'),
});

const multiLabel = z.strictObject({
  cell: z.string().describe('Cell id'),
  nTested: z.int().describe('Test samples, over all folds and repeats'),
  labels: z.array(label).describe('In the order of dataset.labelNames; counted over all test parts together'),
});

/** `targets` of results.json: how numbers, or sets of labels, were predicted by the best cell and the best baseline. */
export const targetsSchema = z.strictObject({
  regression: z.array(regression).optional().describe('The best cell first'),
  multiLabel: z.array(multiLabel).optional().describe('The best cell first'),
});

/** What `dataset` says of a set whose samples have no class. */
export const datasetTargetFields = {
  task: z
    .enum(['classification', 'regression', 'multi-label'])
    .optional()
    .describe(
      'What is predicted; absent: classification. Of the others, classNames name what splits are stratified by',
    ),
  targetName: z
    .string()
    .optional()
    .describe('What the labels are called: their column, where they come from a table'),
  numbers: z
    .strictObject({ min: z.number(), max: z.number(), mean: z.number(), sd: z.number() })
    .optional()
    .describe('The numbers of a regression set'),
  labelNames: z.array(z.string()).optional().describe('Of a multi-label set'),
  labelCounts: z.array(z.int()).optional().describe('Samples with each label'),
};
