import { z } from 'zod';

/** Schema of the hyper-parameters of gaussian-mixture. */
export const gaussianMixtureParams = z.strictObject({
  nComponents: z
    .union([z.literal('classes'), z.int().min(1)])
    .default('classes')
    .describe('Number of components; "classes" for as many as there are classes in the training samples'),
  covariance: z
    .enum(['full', 'tied', 'diag', 'spherical'])
    .default('diag')
    .describe(
      'Shape of the components: a covariance matrix each (full), one for all (tied), a variance per feature each (diag), a single variance each (spherical)',
    ),
  nInit: z.int().min(1).max(1000).default(1).describe('Restarts, of which the likeliest is kept'),
  regCovariance: z.number().min(1e-12).default(1e-6).describe('Added to every variance'),
  tolerance: z
    .number()
    .min(0)
    .default(1e-3)
    .describe('Converged when the mean log-likelihood of a sample changes by less'),
  maxIterations: z.int().min(1).default(100).describe('Iterations of one restart at most'),
});

/** Hyper-parameters of gaussian-mixture. */
export type GaussianMixtureParams = z.infer<typeof gaussianMixtureParams>;
