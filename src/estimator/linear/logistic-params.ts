import { z } from 'zod';
import { classWeightParam } from '../weights.ts';

/** Schema of the hyper-parameters of logistic-regression. */
export const logisticRegressionParams = z.strictObject({
  C: z.number().positive().default(1).describe('Inverse strength of the regularisation, > 0'),
  penalty: z
    .enum(['l2', 'l1', 'elastic-net', 'none'])
    .default('l2')
    .describe('Norm of the weights that is kept small; l1 makes many of them 0, elastic-net mixes both'),
  l1Ratio: z
    .number()
    .min(0)
    .max(1)
    .default(0.5)
    .describe('Share of the L1 norm in elastic-net, 0 … 1; without effect on the other penalties'),
  multiclass: z
    .enum(['multinomial', 'one-vs-rest'])
    .default('multinomial')
    .describe(
      'One model of all classes, or one model for each class against the rest; the same for two classes',
    ),
  classWeight: classWeightParam,
  fitIntercept: z.boolean().default(true).describe('Learn an intercept; it is not regularised'),
  maxIterations: z.int().positive().default(100).describe('Iterations of the solver at most'),
  tolerance: z
    .number()
    .positive()
    .default(1e-4)
    .describe(
      'Converged when no component of the gradient of the mean objective is greater, and (but for L1) no step promises to gain more than 100 times as much of the objective',
    ),
});

/** Hyper-parameters of logistic-regression. */
export type LogisticRegressionParams = z.infer<typeof logisticRegressionParams>;

/** Share of the L1 norm in the regularisation. */
export function l1RatioOf({ penalty, l1Ratio }: LogisticRegressionParams): number {
  if (penalty === 'elastic-net') return l1Ratio;
  return penalty === 'l1' ? 1 : 0;
}
