import { z } from 'zod';

/** Schema of the hyper-parameters of knn. */
export const knnParams = z.strictObject({
  k: z.int().min(1).default(5).describe('Number of neighbours'),
  metric: z
    .enum(['euclidean', 'cosine'])
    .default('euclidean')
    .describe('Distance between samples: euclidean, or 1 − cosine'),
  weights: z
    .enum(['uniform', 'distance', 'temperature'])
    .default('uniform')
    .describe(
      'What a neighbour counts: uniform, all the same; distance, the inverse of its distance; temperature, exp(similarity / temperature), the similarity being the cosine, or −distance²/2 for euclidean',
    ),
  temperature: z
    .number()
    .positive()
    .default(0.07)
    .describe('Of the weights of that name: the lower, the more the nearest decide'),
});

/** Hyper-parameters of knn. */
export type KnnParams = z.infer<typeof knnParams>;
