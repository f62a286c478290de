import { z } from 'zod';

/** Schema of the hyper-parameters of agglomerative. */
export const agglomerativeParams = z.strictObject({
  k: z
    .union([z.literal('classes'), z.int().min(1)])
    .default('classes')
    .describe('Number of clusters; "classes" for as many as there are classes in the training samples'),
  linkage: z
    .enum(['ward', 'complete', 'average', 'single'])
    .default('ward')
    .describe(
      'Clusters that are merged next: those whose union adds the least variance (ward), or that have the least greatest, mean or least distance of their samples',
    ),
});

/** Hyper-parameters of agglomerative. */
export type AgglomerativeParams = z.infer<typeof agglomerativeParams>;
