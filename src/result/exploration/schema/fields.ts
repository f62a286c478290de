import { z } from 'zod';

/** A position in a list. */
export const index = z.int().min(0);

export const rows = z.array(index).describe('Positions in `samples`');

export const thousandths = z.int().min(0).max(1000).describe('Thousandths');

export const share = z.number().min(0).max(1);

/** A picture, in the file itself or beside it. */
export const picture = z
  .string()
  .regex(/^(data:image\/webp;base64,|thumbnails\/)/)
  .describe('WebP: a data: URI, or the path of a file of the run');
