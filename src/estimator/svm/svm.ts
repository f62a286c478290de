import type { z } from 'zod';
import type { Matrix } from '../../core/index.ts';
import { mljsSvm } from '../mljs/svm.ts';
import type { Estimator, EstimatorEntry, FitOptions } from '../types.ts';
import { checkFitInput } from '../validate.ts';
import { cProblems } from './c-problem.ts';
import { fitGridOf } from './fit-grid.ts';
import type { Machine } from './fit-svms.ts';
import type { FittedSvm } from './fitted-svm.ts';
import { fittedSvmFromJSON } from './fitted-svm-json.ts';
import { type SvmParams, svmParams } from './params.ts';
import { checkPrecomputed } from './precomputed.ts';
import { fitCalibratedSvms } from './probabilities.ts';

const machine: Machine<SvmParams> = {
  id: 'svm',
  title: 'SVM',
  boundOf: ({ C }) => C,
  problems: cProblems,
  warnings: () => [],
};

/** C-support vector machine with a kernel, one binary problem per pair of classes, max Σ αᵢ − ½ Σ yᵢyⱼαᵢαⱼK(xᵢ, xⱼ) with
 * 0 <= αᵢ <= C · weightᵢ, solved by sequential minimal optimisation with second-order working sets and shrinking; the
 * pairs vote. As LIBSVM's C-SVC. Samples that weigh nothing are left out, also of gamma. A single class in y is always
 * predicted; where samples are equal, or the kernel is zero, the intercepts decide.
 * Kernel values are float32 and held up to `cacheMegabytes`: all of them where they fit, else those of each pair, else the
 * rows of it used last, but never fewer than four rows of the largest pair.
 * With a precomputed kernel, X of `fit` is (nSamples, nSamples) and X of `predict` (nTest, nSamples).
 * Cost: O(nSamples² · nFeatures) for the kernel, and between O(n²) and O(n³) for each pair of n samples; probabilities
 * fit five models more.
 * Source: Chang & Lin, LIBSVM: a library for support vector machines, ACM TIST 2 (2011). */
export class Svm implements Estimator {
  readonly takesWeights = true;
  readonly params: SvmParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof svmParams> = {}) {
    this.params = svmParams.parse(settings);
  }

  /** @throws {RangeError} Also if a precomputed kernel is not square, or the class weights fit the classes not. */
  async fit(X: Matrix, y: Int32Array, options: FitOptions = {}): Promise<FittedSvm> {
    const nClasses = checkFitInput(X, y, 'svm', options, this);
    checkPrecomputed(this.params, X, X.rows, 'svm');
    const rows = Int32Array.from(y.keys());
    const [models] = await fitCalibratedSvms(machine, X, y, [rows], [this.params], { ...options, nClasses });
    return models![0]!;
  }
}

/** `svm`, for the registry. */
export const svm: EstimatorEntry<SvmParams> = {
  id: 'svm',
  title: 'SVM',
  summary:
    'C-support vector machine with an RBF, linear, polynomial, sigmoid or cosine kernel, one class against one',
  role: 'candidate',
  paper: 'Chang & Lin, LIBSVM: a library for support vector machines, ACM TIST 2 (2011)',
  params: svmParams,
  create: (settings) => new Svm(settings),
  fitGrid: fitGridOf(machine),
  fromJSON: fittedSvmFromJSON,
  implementations: { mljs: mljsSvm },
};
