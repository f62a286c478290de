import { z } from 'zod';
import { classWeightParam } from '../weights.ts';

/** Schema of the hyper-parameters of linear-svm. */
export const linearSvmParams = z.strictObject({
  C: z.number().positive().default(1).describe('Inverse strength of the L2 regularisation, > 0'),
  loss: z
    .enum(['squared-hinge', 'hinge'])
    .default('squared-hinge')
    .describe(
      'What a violated margin costs: squared-hinge or hinge; crammer-singer has a hinge loss of its own',
    ),
  multiclass: z
    .enum(['one-vs-rest', 'crammer-singer'])
    .default('one-vs-rest')
    .describe('One machine per class against the rest, or one for all classes (crammer-singer)'),
  fitIntercept: z.boolean().default(true).describe('Learn an intercept; it is regularised like a weight'),
  interceptScaling: z
    .number()
    .positive()
    .default(1)
    .describe(
      'The value of the feature whose weight is the intercept: the greater, the less it is regularised',
    ),
  classWeight: classWeightParam,
  maxIterations: z
    .int()
    .positive()
    .default(1000)
    .describe('Newton steps at most (squared-hinge), or passes over the data'),
  tolerance: z
    .number()
    .positive()
    .default(1e-4)
    .describe('Converged when the duality gap is at most this share of the objective'),
});

/** Hyper-parameters of linear-svm. */
export type LinearSvmParams = z.infer<typeof linearSvmParams>;
