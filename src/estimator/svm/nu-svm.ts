import type { z } from 'zod';
import type { Matrix } from '../../core/index.ts';
import type { Estimator, EstimatorEntry, FitOptions } from '../types.ts';
import { checkFitInput } from '../validate.ts';
import { fitGridOf } from './fit-grid.ts';
import type { Machine } from './fit-svms.ts';
import type { FittedSvm } from './fitted-svm.ts';
import { fittedSvmFromJSON } from './fitted-svm-json.ts';
import { greatestNu, nuProblem } from './nu-problem.ts';
import { pairOf } from './one-vs-one.ts';
import { type NuSvmParams, nuSvmParams } from './params.ts';
import type { PartSamples } from './part-samples.ts';
import { checkPrecomputed } from './precomputed.ts';
import { fitCalibratedSvms } from './probabilities.ts';

const machine: Machine<NuSvmParams> = {
  id: 'nu-svm',
  title: 'ν-SVM',
  boundOf: ({ nu }) => nu,
  problems: (bounds, tolerance) => bounds.map((nu) => nuProblem(nu, tolerance)),
  warnings: ({ nu }, samples, { unclear, intercepts }) => {
    const lowered = greatestNus(samples).filter((limit) => limit < nu);
    const warnings: string[] = [];
    if (lowered.length > 0) {
      warnings.push(
        `nu was lowered for ${lowered.length} of ${intercepts.length} pairs of classes, whose sizes allow less than ${nu}: as far as ${Math.min(...lowered).toPrecision(2)}`,
      );
    }
    if (unclear > 0) {
      warnings.push(
        `ν-SVM found no margin for ${unclear} of ${intercepts.length} pairs of classes, which overlap too much for a nu of ${nu}: raise nu`,
      );
    }
    return warnings;
  },
};

function greatestNus({ starts, weights }: PartSamples): number[] {
  const limits: number[] = [];
  for (let i = 0; i < starts.length - 1; i++) {
    for (let j = i + 1; j < starts.length - 1; j++) limits.push(greatestNu(pairOf(starts, weights, i, j)));
  }
  return limits;
}

/** ν-support vector machine with a kernel, one binary problem per pair of classes, min ½ Σ yᵢyⱼαᵢαⱼK(xᵢ, xⱼ) with
 * 0 <= αᵢ <= weightᵢ, Σ αᵢ = ν · Σ weightᵢ and Σ yᵢαᵢ = 0; the rest as `svm`. As LIBSVM's ν-SVC, but that class weights
 * count. Where a class has so few samples that a pair does not allow ν, it is lowered for that pair to
 * 2 · min(n₁, n₂) / (n₁ + n₂), with a warning; where
 * ν is too small for the overlap of a pair the margin is 0, with a warning, and where its samples cannot be told apart it
 * votes for the second.
 * Cost: as `svm`.
 * Source: Schölkopf et al., New support vector algorithms, Neural Computation 12 (2000); Chang & Lin, LIBSVM, ACM TIST 2
 * (2011). */
export class NuSvm implements Estimator {
  readonly takesWeights = true;
  readonly params: NuSvmParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof nuSvmParams> = {}) {
    this.params = nuSvmParams.parse(settings);
  }

  /** @throws {RangeError} Also if a precomputed kernel is not square, or the class weights fit the classes not. */
  async fit(X: Matrix, y: Int32Array, options: FitOptions = {}): Promise<FittedSvm> {
    const nClasses = checkFitInput(X, y, 'nu-svm', options, this);
    checkPrecomputed(this.params, X, X.rows, 'nu-svm');
    const rows = Int32Array.from(y.keys());
    const [models] = await fitCalibratedSvms(machine, X, y, [rows], [this.params], { ...options, nClasses });
    return models![0]!;
  }
}

/** `nu-svm`, for the registry. */
export const nuSvm: EstimatorEntry<NuSvmParams> = {
  id: 'nu-svm',
  title: 'ν-SVM',
  summary: 'Support vector machine whose nu bounds the shares of support vectors and of margin errors',
  role: 'candidate',
  paper: 'Schölkopf et al., New support vector algorithms, Neural Computation 12 (2000)',
  params: nuSvmParams,
  create: (settings) => new NuSvm(settings),
  fitGrid: fitGridOf(machine),
  fromJSON: fittedSvmFromJSON,
};
