import { z } from 'zod';
import { distinct, named, strict, typed } from './shape.ts';
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

/** What `metrics` holds where the config names none, so far as the catalog has them; a cell leaves out what its model
 * cannot give. */
const usualMetrics = ['accuracy', 'balancedAccuracy', 'macroF1', 'logLoss', 'ari', 'nmi'];

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
      metric: metric.default('accuracy').describe('What the best hyper-parameters are chosen by'),
    })
      .prefault({})
      .describe('How hyper-parameters given as lists are chosen'),
    metrics: distinct(metric)
      .min(1)
      .default(usualMetrics.filter((id) => entries.some((entry) => entry.id === id)))
      .describe('What is reported; the first decides which cell is best'),
  });
}
