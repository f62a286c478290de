import { z } from 'zod';
import { index, rows } from './fields.ts';

const feature = z.string().describe('Id of the feature space');

const coordinate = z.int().min(0).max(10_000);

/** One of `maps`: samples of a feature space laid out on a plane. */
export const mapSchema = z.strictObject({
  feature,
  method: z.enum(['pca', 'umap', 't-sne']),
  rows: rows.describe('Positions in `samples`, ascending; all of them in a small set'),
  x: z.array(coordinate).describe('From left to right; x and y share their scale'),
  y: z.array(coordinate).describe('From the bottom up'),
  explained: z.tuple([z.number(), z.number()]).optional().describe('Shares of the variance, of a PCA'),
});

/** One of `neighbours`: the samples most alike in a feature space, by cosine. */
export const neighboursSchema = z.strictObject({
  feature,
  k: z.int().min(1),
  of: rows.optional().describe('Whose neighbours they are; absent: of every row'),
  rows: z.array(index).describe('k rows of each, the nearest first, itself left out'),
});
