import { z } from 'zod';
import { evaluationSchema } from './evaluation-schema.ts';
import { featureFields } from './feature-schema.ts';
import { baselineField, modelFields } from './model-schema.ts';
import { presets } from './presets/registry.ts';
import { distinct, givenFields, named, strict, typed } from './shape.ts';
import { pathPattern } from './shorthand.ts';
import type { Catalog } from './types.ts';

/** The schema of a config file, shorthands included, for what the catalog offers. */
export function buildConfigSchema(catalog: Catalog) {
  return strict({
    name: z
      .string()
      .regex(/^[^./\\:*?"<>|\p{Cc}][^/\\:*?"<>|\p{Cc}]*$/u, 'it must be usable as the name of a folder')
      .optional()
      .describe(
        "The experiment's folder below `report.folder`; default: this file's name without its ending",
      ),
    dataset: datasetSchema(catalog),
    ...featureFields(catalog),
    baselines: baselineField(catalog),
    preset: named('preset', presets.entries)
      .optional()
      .describe('A published protocol: it decides `transform` and `models`, and fills in `evaluation`'),
    ...modelFields(catalog),
    evaluation: evaluationSchema(catalog).prefault({}),
    report: strict({
      folder: z
        .string()
        .min(1)
        .default('reports')
        .describe('Where reports go; a relative path starts from the working directory'),
      formats: distinct(z.enum(['html', 'markdown'])).default(['html', 'markdown']),
      explore: z
        .boolean()
        .default(true)
        .describe(
          'Whether samples, maps of the feature spaces, neighbours and clusters are prepared for the report, as `exploration.json`',
        ),
      mlflow: z
        .string()
        .regex(
          /^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/,
          'it must be a URL as http://localhost:5000, without a user name',
        )
        .optional()
        .describe('An MLflow tracking server, to which every finished run is logged'),
    }).prefault({}),
    runtime: strict({
      device: z
        .enum(['cpu', 'webgpu', 'cuda', 'coreml', 'dml', 'auto'])
        .default('cpu')
        .describe('What runs the backbones; auto takes the first that can, and the report names it'),
      threads: z.int().min(0).max(1024).default(0).describe('0 takes as many as the machine has cores'),
      batchSize: z.int().min(1).max(4096).default(32).describe('Samples per pass through a backbone'),
    }).prefault({}),
    seed: z.int().min(0).default(42).describe('Everything random follows from it'),
  });
}

/** A config as written: valid, its shorthands not yet spelled out. */
export type RawConfig = z.output<ReturnType<typeof buildConfigSchema>>;

function datasetSchema(catalog: Catalog) {
  const variants = catalog.datasets.map(({ id, summary, options }) =>
    strict({
      type: z.literal(id),
      maxSkipped: z
        .number()
        .min(0)
        .max(1)
        .optional()
        .describe('Greatest share of files that may be unusable before the run stops')
        .meta({ default: 0.1 }),
      ...givenFields(id, options),
    }).describe(summary),
  );
  return z
    .union([
      named('data set', catalog.datasets),
      z.string().regex(pathPattern, { abort: true }).describe('A folder of images, one folder per class'),
      typed('data set', variants),
    ])
    .describe(
      'An embedded data set, a folder of images, or a mapping with `type`; relative paths start from the working directory, not from this file',
    );
}
