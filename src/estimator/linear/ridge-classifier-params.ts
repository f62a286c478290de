import { z } from 'zod';
import { classWeightParam } from '../weights.ts';

/** Schema of the hyper-parameters of ridge-classifier. */
export const ridgeClassifierParams = z.strictObject({
  alpha: z
    .union([z.number().positive(), z.array(z.number().positive()).min(1)])
    .default(1)
    .describe(
      'Strength of the L2 regularisation, > 0; of a list, the one with the least leave-one-out error',
    ),
  fitIntercept: z.boolean().default(true).describe('Learn an intercept; it is not regularised'),
  classWeight: classWeightParam,
  tolerance: z
    .number()
    .positive()
    .default(1e-6)
    .describe('Sparse features with one alpha: converged when the residual is at most this share'),
  maxIterations: z
    .int()
    .positive()
    .default(1000)
    .describe('Sparse features with one alpha: conjugate gradient steps at most'),
});

/** Hyper-parameters of ridge-classifier. */
export type RidgeClassifierParams = z.infer<typeof ridgeClassifierParams>;
