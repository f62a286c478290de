import { z } from 'zod';
import { dataQualitySchema } from './schema/data-quality.ts';
import { learningCurveSchema } from './schema/learning-curve.ts';
import { presetSchema } from './schema/preset.ts';
import { selectionFields } from './schema/selection.ts';
import { similaritySchema } from './schema/similarity.ts';
import { datasetTargetFields, targetsSchema } from './schema/targets.ts';
import { transferabilitySchema } from './schema/transferability.ts';

/** The shape of `results.json`, version 1: everything a report needs, so that it can be rebuilt without the data. */

const interval = z.strictObject({
  mean: z.number(),
  ci95: z.tuple([z.number(), z.number()]).describe('Lower and upper bound of the 95 % interval'),
});

const metric = interval.extend({ perFold: z.array(z.number()) });

const params = z.record(z.string(), z.unknown());

const skipped = z.strictObject({ id: z.string(), reason: z.string() });

const environment = z.strictObject({
  strata: z.string(),
  node: z.string(),
  platform: z.string().describe('Operating system and processor architecture, as linux-x64'),
  cpu: z.string(),
  cores: z.int(),
  memoryBytes: z.int(),
  packages: z.record(z.string(), z.string()).describe('Versions of the packages that compute numbers'),
});

const dataset = z.strictObject({
  id: z.string(),
  path: z.string().optional().describe('As the config gave it'),
  modality: z.enum(['image', 'text']),
  nSamples: z.int().describe('Samples used, after skipping'),
  classNames: z.array(z.string()),
  classCounts: z.array(z.int()),
  ...datasetTargetFields,
  fingerprint: z.string(),
  skipped: z.array(skipped),
  duplicates: z.array(z.array(z.string())).describe('Sets of samples with the same bytes'),
  warnings: z.array(z.string()),
});

const feature = z.strictObject({
  id: z.string(),
  kind: z.enum(['deep', 'raw-pixels', 'bag-of-words', 'hand-crafted']),
  backbone: z.string().optional(),
  layer: z.string().optional(),
  pooling: z.string().optional(),
  weights: z.literal('random').optional().describe('The architecture with random weights: a control'),
  provider: z.string().optional().describe('What the backbone ran on, as cpu, cuda or tfjs-wasm'),
  depth: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe("Share of the backbone's multiply-accumulates done at this layer"),
  dim: z.int(),
  key: z.string().describe('Hash of everything the values depend on but the sample'),
  extractMsPerSample: z
    .number()
    .optional()
    .describe('One pass over all tapped layers of the backbone, or one recipe'),
  modelBytes: z.int().optional().describe('Weights needed for this layer alone'),
  macs: z
    .number()
    .optional()
    .describe('Multiply-accumulates for one sample, of the backbone cut at this layer'),
});

const cell = z.strictObject({
  id: z.string(),
  role: z.enum(['candidate', 'baseline', 'control']),
  labels: z.literal('permuted').optional().describe('Fitted and tested with shuffled labels: a control'),
  feature,
  model: z.strictObject({
    type: z.string(),
    title: z.string(),
    implementation: z.string(),
    params: params.describe('As the config gave them; a list was searched'),
    tuned: z.array(params).optional().describe('The setting chosen in each outer fold'),
  }),
  transform: z.array(z.string()),
  metrics: z.record(z.string(), metric),
  confusion: z
    .array(z.array(z.int()))
    .optional()
    .describe('confusion[true][predicted], summed over the test parts; of classification'),
  fitMs: z.number(),
  predictMs: z.number(),
  warnings: z.array(z.string()),
});

const answer = z.strictObject({
  metric: z.string(),
  best: z.string().describe('Cell id'),
  tiedBest: z
    .array(z.string())
    .describe('Cells of any role that cannot be told from the best, but from guessing; the best comes first'),
  baseline: z.string().optional().describe('The best baseline cell'),
  liftOverBaseline: interval
    .optional()
    .describe('Paired difference of the best candidate and the best baseline'),
  naive: z.string().optional().describe('The best cell on raw pixels, or on a bag of words'),
  liftOverNaive: interval.optional(),
  ...selectionFields,
});

export const resultsSchema = z.strictObject({
  $schema: z.string().optional(),
  schemaVersion: z.literal(1),
  experiment: z.string(),
  run: z.string(),
  command: z.string().describe('Reproduces this run'),
  startedAt: z.iso.datetime(),
  seconds: z.number(),
  seed: z.int(),
  environment,
  dataset,
  evaluation: z.strictObject({
    protocol: z.string().describe('In words: "5-fold cross-validation, stratified"'),
    nFolds: z.int(),
    tune: z.strictObject({ folds: z.int(), metric: z.string() }),
    selection: z
      .enum(['nested', 'none'])
      .optional()
      .describe('Whether cells were scored on inner folds, to judge the picking of one'),
    metrics: z.array(
      z.strictObject({ id: z.string(), title: z.string(), better: z.enum(['higher', 'lower']) }),
    ),
  }),
  cost: z.strictObject({
    extracted: z.int(),
    cached: z.int(),
    extractSeconds: z.number(),
    evaluateSeconds: z.number(),
    cellsEvaluated: z.int(),
    cellsReused: z.int(),
  }),
  cells: z.array(cell),
  answer,
  transferability: transferabilitySchema.optional(),
  similarity: similaritySchema.optional(),
  preset: presetSchema.optional(),
  learningCurve: learningCurveSchema.optional(),
  dataQuality: dataQualitySchema.optional(),
  targets: targetsSchema.optional(),
  warnings: z.array(z.string()),
});

/** Results are a record: nobody changes them. */
export type Results = DeepReadonly<z.infer<typeof resultsSchema>>;
export type ResultCell = Results['cells'][number];
export type ResultFeature = ResultCell['feature'];
export type ResultInterval = DeepReadonly<z.infer<typeof interval>>;
export type ResultMetric = ResultCell['metrics'][string];

/** The same, never to be changed. */
export type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;
