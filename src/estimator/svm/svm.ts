import type { z } from 'zod';
import type { Matrix } from '../../core/index.ts';
import { absentClassWarnings, presentClasses } from '../labels.ts';
import { mljsSvm } from '../mljs/svm.ts';
import type { Estimator, EstimatorEntry, FitOptions } from '../types.ts';
import { checkFitInput } from '../validate.ts';
import { FittedSvm, fittedSvmFromJSON } from './fitted-svm.ts';
import { resolveGamma } from './kernel.ts';
import { KernelSource } from './kernel-rows.ts';
import { fitOneVsOne } from './one-vs-one.ts';
import { type SvmParams, svmParams } from './params.ts';

/** C-support vector machine with a kernel, one binary problem per pair of classes, solved by sequential minimal
 * optimisation with second-order working sets; the pairs vote. As LIBSVM's C-SVC; it gives no probabilities. A single
 * class in y is always predicted.
 * Cost: O(nSamples² · nFeatures) for the kernel, and between O(n²) and O(n³) for each pair of n samples.
 * Source: Chang & Lin, LIBSVM: a library for support vector machines, ACM TIST 2 (2011). */
export class Svm implements Estimator {
  readonly params: SvmParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof svmParams> = {}) {
    this.params = svmParams.parse(settings);
  }

  async fit(X: Matrix, y: Int32Array, options: FitOptions = {}): Promise<FittedSvm> {
    const nClasses = checkFitInput(X, y, 'svm', options);
    const present = presentClasses(y, nClasses);
    const { C, kernel: kind, gamma, degree, coef0, tolerance, cacheMb } = this.params;
    const kernel = { kind, gamma: resolveGamma(gamma, X), degree, coef0 };
    const source = await KernelSource.open(X, kernel, (cacheMb * 1e6) / Float32Array.BYTES_PER_ELEMENT);
    const { converged, ...model } = await fitOneVsOne(X, present, source, {
      C,
      tolerance,
      signal: options.signal,
    });
    return new FittedSvm({
      nClasses,
      kernel,
      classes: present.classes,
      ...model,
      warnings: [
        ...absentClassWarnings(present.classes, nClasses),
        ...(converged ? [] : ['SVM stopped at its limit of iterations: lower C or standardize the features']),
      ],
    });
  }
}

/** `svm`, for the registry. */
export const svm: EstimatorEntry<SvmParams> = {
  id: 'svm',
  title: 'SVM',
  summary:
    'C-support vector machine with an RBF, linear, polynomial or sigmoid kernel, one class against one',
  role: 'candidate',
  paper: 'Chang & Lin, LIBSVM: a library for support vector machines, ACM TIST 2 (2011)',
  params: svmParams,
  create: (settings) => new Svm(settings),
  fromJSON: fittedSvmFromJSON,
  implementations: { mljs: mljsSvm },
};
