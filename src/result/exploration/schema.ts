import { z } from 'zod';
import type { DeepReadonly } from '../schema.ts';
import { atlasSchema, clustersSchema, unitsSchema } from './schema/layers.ts';
import {
  predictedLabelsSchema,
  predictedNumbersSchema,
  predictionDepthSchema,
  predictionsSchema,
  testsSchema,
  topSchema,
} from './schema/predictions.ts';
import { samplesSchema } from './schema/samples.ts';
import { mapSchema, neighboursSchema } from './schema/spaces.ts';

/** The shape of `exploration.json`, version 1: what a person digs in, beside the answer in `results.json`. Its ids of
 * classes, cells and feature spaces are those of the results; `rows` are positions in `samples`. */
export const explorationSchema = z.strictObject({
  schemaVersion: z.literal(1),
  samples: samplesSchema,
  tests: testsSchema.optional(),
  predictions: z.array(predictionsSchema).describe('Of classes'),
  predictedNumbers: z.array(predictedNumbersSchema).optional().describe('Where numbers are predicted'),
  predictedLabels: z.array(predictedLabelsSchema).optional().describe('Where sets of labels are predicted'),
  top: z.array(topSchema),
  maps: z.array(mapSchema),
  neighbours: z.array(neighboursSchema),
  predictionDepth: predictionDepthSchema.optional().describe('Where a backbone has two layers'),
  units: z.array(unitsSchema),
  atlas: atlasSchema.optional().describe('Of images'),
  clusters: clustersSchema.optional().describe('Where samples have classes'),
});

/** An exploration is a record: nobody changes it. */
export type Exploration = DeepReadonly<z.infer<typeof explorationSchema>>;
export type ExplorationMap = Exploration['maps'][number];
export type ExplorationThumbnails = NonNullable<Exploration['samples']['thumbnails']>;
export type ExplorationPredictions = Exploration['predictions'][number];
