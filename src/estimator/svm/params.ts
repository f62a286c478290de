import { z } from 'zod';

/** Schema of the hyper-parameters of svm. */
export const svmParams = z.strictObject({
  C: z.number().positive().default(1).describe('Penalty of a sample on the wrong side of its margin, > 0'),
  kernel: z.enum(['rbf', 'linear', 'poly', 'sigmoid']).default('rbf').describe('Kernel function'),
  gamma: z
    .union([z.number().positive(), z.enum(['scale', 'auto'])])
    .default('scale')
    .describe('Kernel coefficient: a number > 0, scale (1 / (nFeatures · variance)) or auto (1 / nFeatures)'),
  degree: z.int().nonnegative().default(3).describe('Degree of the poly kernel'),
  coef0: z.number().default(0).describe('Constant term of the poly and sigmoid kernels'),
  tolerance: z
    .number()
    .positive()
    .default(1e-3)
    .describe('Converged when the optimality conditions are violated by less'),
  cacheMb: z.number().positive().default(500).describe('Memory for kernel values, MB'),
});

/** Hyper-parameters of svm. */
export type SvmParams = z.infer<typeof svmParams>;
