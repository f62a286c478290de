import { z } from 'zod';
import { index, picture } from './fields.ts';

const thumbnails = z.strictObject({
  size: z.int().min(1).describe('Pixels a side of a tile'),
  columns: z.int().min(1).describe('Tiles in a row, and rows, of a full sheet'),
  sheets: z
    .array(picture)
    .describe('Row r is tile r % columns² of sheet floor(r / columns²), counted from the left, then down'),
});

/** `samples` of exploration.json: what was used, row by row. */
export const samplesSchema = z.strictObject({
  ids: z.array(z.string()),
  classIds: z
    .array(index)
    .describe(
      'In the order of dataset.classNames: where samples have no class, what splits are stratified by',
    ),
  numbers: z.array(z.number()).optional().describe('What is to be predicted, of a regression set'),
  labels: z
    .array(z.array(index))
    .optional()
    .describe('What is to be predicted, of a multi-label set: ids in the order of dataset.labelNames'),
  splits: z
    .array(z.enum(['train', 'val', 'test']).nullable())
    .optional()
    .describe('Of a set with its own'),
  texts: z.array(z.string()).optional().describe('How each text begins'),
  thumbnails: thumbnails.optional(),
});
