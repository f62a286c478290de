import { z } from 'zod';
import { index, rows, thousandths } from './fields.ts';

const cell = z.string().describe('Cell id');

/** `tests` of exploration.json: what was tested, fold by fold; repeats test a sample again. */
export const testsSchema = z.strictObject({
  rows,
  folds: z.array(index),
});

/** One of `predictions`: what a cell said of each test. */
export const predictionsSchema = z.strictObject({
  cell,
  predicted: z.array(index).describe('Class ids'),
  confidence: z
    .array(thousandths)
    .optional()
    .describe('Probability of the predicted class, of a model that has one'),
  ofTrue: z.array(thousandths).optional().describe('Probability of the true class'),
});

/** One of `predictedNumbers`: what a cell said of each test of a regression set. */
export const predictedNumbersSchema = z.strictObject({
  cell,
  predicted: z.array(z.number()).describe('To six digits'),
});

/** One of `predictedLabels`: what a cell said of each test of a multi-label set. */
export const predictedLabelsSchema = z.strictObject({
  cell,
  predicted: z.array(z.array(index)).describe('Label ids of each, ascending'),
});

/** One of `top`: the classes that a cell held for likeliest. */
export const topSchema = z.strictObject({
  cell,
  k: z.int().min(1).describe('Classes of each test'),
  classes: z.array(index).describe('k class ids of each test, the likeliest first'),
  shares: z.array(thousandths).describe('Their probabilities'),
});

/** `predictionDepth` of exploration.json: how deep a layer each test needs. */
export const predictionDepthSchema = z.strictObject({
  model: z.string().describe('Type of the model trained on every layer'),
  features: z.array(z.string()).describe('Layers of one backbone, shallow to deep'),
  cells: z.array(z.string()).describe('Cell ids, in the same order'),
  depths: z
    .array(index)
    .describe(
      'By test, the first layer from which on it is right for good; features.length where it never is',
    ),
});
