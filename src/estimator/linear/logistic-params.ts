import { z } from 'zod';

/** Schema of the hyper-parameters of logistic-regression. */
export const logisticRegressionParams = z.strictObject({
  C: z.number().positive().default(1).describe('Inverse strength of the L2 regularisation, > 0'),
  fitIntercept: z.boolean().default(true).describe('Learn an intercept; it is not regularised'),
  maxIterations: z.int().positive().default(100).describe('L-BFGS iterations at most'),
  tolerance: z
    .number()
    .positive()
    .default(1e-4)
    .describe('Converged when no component of the gradient of the mean objective is greater'),
});

/** Hyper-parameters of logistic-regression. */
export type LogisticRegressionParams = z.infer<typeof logisticRegressionParams>;
