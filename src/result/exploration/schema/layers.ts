import { z } from 'zod';
import { index, picture, rows, share } from './fields.ts';

const feature = z.string().describe('Id of the feature space');

const unit = z.strictObject({
  index: index.describe('Column of the feature space'),
  classId: index.describe('Most frequent class of its rows'),
  purity: share.describe('Share of that class'),
  rows: rows.describe('The samples that drive it most, the greatest value first'),
});

/** One of `units`: columns of a feature space that differ most between classes. */
export const unitsSchema = z.strictObject({ feature, units: z.array(unit) });

const tile = z.strictObject({
  column: index.describe('From the left'),
  row: index.describe('From the top'),
  count: z.int().min(1).describe('Samples in the tile'),
  rows: rows.describe('The nearest to its centre, the nearest first'),
  classId: index.describe('Most frequent class in the tile'),
  purity: share.describe('Share of that class'),
});

/** `atlas` of exploration.json: a map cut into a square grid, each tile the average of its pictures. */
export const atlasSchema = z.strictObject({
  feature,
  method: z.enum(['umap', 'pca']),
  columns: z.int().min(1).describe('Columns, and rows, of the grid'),
  size: z.int().min(1).describe('Pixels a side of a tile'),
  sheet: picture.describe('The whole grid as one picture; tiles without samples are transparent'),
  tiles: z.array(tile).describe('Those with samples'),
});

const cluster = z.strictObject({
  size: z.int().min(1),
  classCounts: z.array(z.tuple([index, z.int().min(1)])).describe('[class id, samples], the largest first'),
  exemplars: rows.describe('The nearest to its centre, the nearest first'),
});

/** `clusters` of exploration.json: k-means with as many clusters as classes, fitted to all samples. */
export const clustersSchema = z.strictObject({
  feature,
  cell: z.string().optional().describe('The k-means cell on this feature space, if the run has one'),
  purity: share.describe('Samples of the most frequent class of their cluster, of all'),
  ofRow: z.array(index).describe('The cluster of each row'),
  clusters: z.array(cluster).describe('The largest first'),
});
