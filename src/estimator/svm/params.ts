import { z } from 'zod';
import { classWeightParam } from '../weights.ts';

/** Hyper-parameters that both machines have. */
const shared = {
  kernel: z
    .enum(['rbf', 'linear', 'polynomial', 'sigmoid', 'cosine', 'precomputed'])
    .default('rbf')
    .describe('Kernel function; with precomputed, X holds kernel values with the training samples'),
  gamma: z
    .union([z.number().positive(), z.enum(['scale', 'auto'])])
    .default('scale')
    .describe(
      'Coefficient of the rbf, polynomial and sigmoid kernels: a number > 0, scale (1 / (nFeatures · variance)) or auto (1 / nFeatures)',
    ),
  degree: z.int().nonnegative().default(3).describe('Degree of the polynomial kernel'),
  coef0: z.number().default(0).describe('Constant term of the polynomial and sigmoid kernels'),
  classWeight: classWeightParam,
  probability: z
    .enum(['none', 'platt', 'isotonic'])
    .default('none')
    .describe(
      'Class probabilities from the scores of a 5-fold cross-validation, by Platt scaling or isotonic regression; the class predicted is then the most probable one',
    ),
  breakTies: z
    .boolean()
    .default(false)
    .describe('Let the sums of the decision values decide between classes with as many votes'),
  shrinking: z
    .boolean()
    .default(true)
    .describe('Leave samples aside that are likely to stay at their bounds: the same model, sooner'),
  tolerance: z
    .number()
    .positive()
    .default(1e-3)
    .describe('Converged when the optimality conditions are violated by less'),
  maxIterations: z.int().positive().default(10_000_000).describe('Steps at most for a pair of classes'),
  cacheMegabytes: z
    .number()
    .positive()
    .default(100)
    .describe('Memory for kernel values, MB: half of what LIBSVM takes'),
};

/** Schema of the hyper-parameters of svm. */
export const svmParams = z.strictObject({
  C: z.number().positive().default(1).describe('Penalty of a sample on the wrong side of its margin, > 0'),
  ...shared,
});

/** Schema of the hyper-parameters of nu-svm. */
export const nuSvmParams = z.strictObject({
  nu: z
    .number()
    .positive()
    .max(1)
    .default(0.5)
    .describe(
      'At most this share of the samples is on the wrong side of its margin, and at least this share supports it, in (0, 1]',
    ),
  ...shared,
});

/** Hyper-parameters of svm. */
export type SvmParams = z.infer<typeof svmParams>;

/** Hyper-parameters of nu-svm. */
export type NuSvmParams = z.infer<typeof nuSvmParams>;

/** Hyper-parameters of svm and nu-svm. */
export type SharedSvmParams = Omit<SvmParams, 'C'>;
