import { z } from 'zod';

const table = z.array(z.array(z.number().nullable()));

/** `similarity` of results.json: how alike the layers are on training samples. */
export const similaritySchema = z.strictObject({
  nSamples: z.int().describe('Of the training part of the first fold, at most 2048'),
  spaces: z.array(
    z.strictObject({
      id: z.string().describe('Of the feature space'),
      backbone: z.string(),
      layer: z.string(),
      pooling: z.string(),
    }),
  ),
  cka: table.describe('Linear CKA of each pair; null where a space is constant'),
  debiased: table.describe('The same by unbiased estimates: about 0 for unrelated spaces, however wide'),
});
