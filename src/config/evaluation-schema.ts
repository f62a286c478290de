import { z } from 'zod';
import { distinct, named, strict, typed } from './shape.ts';
import { beside } from './shorthand.ts';
import type { Catalog } from './types.ts';

const folds = z.int().min(2).max(1000);
const repeats = z
  .int()
  .min(1)
  .max(1000)
  .default(1)
  .describe('How often the whole is done, each time divided anew');

const protocols = [
  {
    id: 'auto',
    summary: "the data set's own split where it has one, else 5-fold cross-validation",
    fields: {},
  },
  { id: 'k-fold', summary: 'stratified cross-validation', fields: { folds: folds.default(5), repeats } },
  {
    id: 'holdout',
    summary: 'one stratified test part',
    fields: {
      testShare: z.number().gt(0).lt(1).default(0.2).describe('Share of the samples in the test part'),
      repeats,
    },
  },
  { id: 'predefined', summary: "the data set's own train, val and test parts", fields: {} },
  { id: 'leave-one-group-out', summary: 'every group is tested once by all the others', fields: {} },
  {
    id: 'few-shot',
    summary:
      "a few training samples of every class, drawn several times; tested on the data set's own test part, or on the rest",
    fields: {
      perClass: z.int().min(1).max(100_000).default(8).describe('Training samples of every class'),
      draws: z.int().min(1).max(1000).default(10).describe('How often they are drawn anew'),
    },
  },
] as const;

/** The full form of `evaluation.protocol`, with its defaults. */
export const protocolSchema = typed(
  'protocol',
  protocols.map(({ id, summary, fields }) => strict({ type: z.literal(id), ...fields }).describe(summary)),
);

const trainingShares = distinct(z.number().gt(0).lt(1)).min(1);

const selections = [
  {
    id: 'nested',
    summary: 'every cell is scored on inner folds, which says what picking the best one comes to on new data',
  },
  { id: 'none', summary: 'cells are scored on the test parts alone' },
] as const;

const controls = [
  {
    id: 'permuted-labels',
    summary: 'the best cell once more with shuffled labels, which must come out at chance',
  },
] as const;

/** `evaluation.learningCurve` in full. */
const learningCurveSchema = strict({
  shares: trainingShares
    .optional()
    .describe(
      'Shares of the training part to measure at; default: from an eighth on, each 1.4 times the last',
    ),
  sizes: distinct(z.int().min(2))
    .min(1)
    .optional()
    .describe('Training samples to measure at, in place of shares'),
  draws: z
    .int()
    .min(1)
    .max(100)
    .optional()
    .describe(
      'How often the smaller training parts are drawn anew; default: 1, or 5 where there is one fold',
    ),
  cells: z
    .int()
    .min(1)
    .max(100)
    .default(2)
    .describe('How many of the best cells; the best baseline joins them'),
}).superRefine(({ shares, sizes }, context) => {
  if (shares === undefined || sizes === undefined) return;
  const message = beside('sizes', 'shares', 'keep one of them');
  context.addIssue({ code: 'custom', message, path: ['sizes'] });
});

/** `evaluation.prune` in full. */
function pruneSchema({ scores }: Catalog) {
  return strict({
    score: named(
      'transferability score',
      scores.map(({ id, title }) => ({ id, summary: title })),
    )
      .default('logme')
      .describe('What is computed of each layer before training, and decides'),
    keep: z.int().min(1).max(10_000).default(3).describe('The best so many layers are always kept'),
    gap: z
      .number()
      .min(0)
      .max(1)
      .default(0.5)
      .describe('How far below the best a layer must be, as a share of the range from the best to the worst'),
  });
}

/** How the samples are divided, what is measured, how hyper-parameters are chosen. */
export function evaluationSchema(catalog: Catalog) {
  const entries = catalog.metrics.map(({ id, title }) => ({ id, summary: title }));
  const metric = named('metric', entries);
  return strict({
    protocol: z
      .union([named('protocol', protocols), protocolSchema])
      .optional()
      .describe('How the samples are divided into training and test parts')
      .meta({ default: 'auto' }),
    folds: folds.optional().describe('Short for `protocol: {type: k-fold, folds: …}`'),
    tune: strict({
      folds: folds.default(3).describe('Inner folds, within the training part'),
      metric: metric
        .optional()
        .describe(
          'What the best hyper-parameters are chosen by; default: accuracy, of numbers r2, of sets of labels labelAveragePrecision',
        ),
    })
      .prefault({})
      .describe('How hyper-parameters given as lists are chosen'),
    dataQuality: z
      .boolean()
      .default(true)
      .describe('Look for duplicates, leaks, wrong labels and outliers; some seconds per thousand samples'),
    learningCurve: z
      .union([z.boolean(), learningCurveSchema])
      .optional()
      .describe('Measure the best cells with less training data too, and say what more of it should bring')
      .meta({ default: false }),
    prune: z
      .union([z.boolean(), pruneSchema(catalog)])
      .optional()
      .describe(
        'Drop the layers that promise little, by a score on training samples, before models are trained',
      )
      .meta({ default: false }),
    selection: named('selection', selections)
      .default('nested')
      .describe('Whether picking the best cell is judged too, by inner folds'),
    controls: distinct(named('control', controls))
      .default([])
      .describe('Cells that only keep the others honest, beside the majority class'),
    metrics: distinct(metric)
      .min(1)
      .optional()
      .describe('What is reported beside the metric of `tune`; default: the usual ones of the task'),
  });
}
