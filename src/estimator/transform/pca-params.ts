import { z } from 'zod';

/** Schema of the hyper-parameters of pca. */
export const pcaParams = z.strictObject({
  components: z
    .union([z.int().positive(), z.number().gt(0).lt(1)])
    .default(0.95)
    .describe('Number of components, or the share of the variance, in (0, 1), that they are to explain'),
});

/** Hyper-parameters of pca. */
export type PcaParams = z.infer<typeof pcaParams>;
