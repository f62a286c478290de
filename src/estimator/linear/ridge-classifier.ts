import type { z } from 'zod';
import { type Features, selectRows, takeLabels } from '../../core/index.ts';
import type { Estimator, EstimatorEntry, FitOptions } from '../types.ts';
import { checkFinite, checkFitInput, checkFitShape } from '../validate.ts';
import { countedSamples } from './counted-samples.ts';
import { type FittedRidgeClassifier, fittedRidgeClassifier } from './fitted-ridge-classifier.ts';
import { fitRidgeClassifiers } from './ridge-classifier-fit.ts';
import { type RidgeClassifierParams, ridgeClassifierParams } from './ridge-classifier-params.ts';

/** Least squares on targets of ±1, one class against the rest, with L2 regularisation: minimises
 * Σ weight · (y − w·x − b)² + alpha · ‖w‖² for each class; the greatest score wins. The normal equations, or their dual
 * where samples are fewer than features, are solved by Cholesky's factor. Of a list of alphas all are tried in closed
 * form, many on one eigendecomposition, by the squared error of each sample under the model fitted without it. Sparse
 * features with a single alpha are solved by conjugate gradients; with a list their gram matrix is dense, of size
 * min(nSamples, nFeatures).
 * Two classes share one score. It gives no probabilities. Classes without samples are never predicted, a single one
 * always; constant features get weight 0; with one sample the first alpha stands.
 * Cost: O(nSamples · nFeatures · m + m³), m = min(nSamples, nFeatures).
 * Source: Hoerl & Kennard, Technometrics 12 (1970); Rifkin & Lippert, MIT-CSAIL-TR-2007-025. */
export class RidgeClassifier implements Estimator {
  readonly takesSparse = true;
  readonly takesWeights = true;
  readonly params: RidgeClassifierParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof ridgeClassifierParams> = {}) {
    this.params = ridgeClassifierParams.parse(settings);
  }

  async fit(X: Features, y: Int32Array, options: FitOptions = {}): Promise<FittedRidgeClassifier> {
    const nClasses = checkFitShape(X, y, 'ridge-classifier', options, this);
    const samples = countedSamples(X, y, nClasses, options.sampleWeight);
    // the fit itself sees the samples that count
    if (samples.X !== X) checkFinite(X, 'fit ridge-classifier');
    const [model] = await fitRidgeClassifiers(samples, nClasses, [this.params], options);
    return model!;
  }
}

/** `ridge-classifier`, for the registry. */
export const ridgeClassifier: EstimatorEntry<RidgeClassifierParams> = {
  id: 'ridge-classifier',
  title: 'Ridge classifier',
  summary: 'Least squares on ±1 targets with L2 regularisation; tries many alphas in closed form',
  role: 'candidate',
  paper: 'Rifkin & Lippert, Notes on regularized least squares, MIT-CSAIL-TR-2007-025 (2007)',
  params: ridgeClassifierParams,
  create: (settings) => new RidgeClassifier(settings),
  fitGrid: async (X, y, parts, settings, options = {}) => {
    const nClasses = checkFitInput(X, y, 'ridge-classifier', options, { takesSparse: true });
    const models = parts.map(() => new Array<FittedRidgeClassifier>(settings.length));
    const groups = new Map<string, number[]>();
    for (const [s, { fitIntercept, classWeight }] of settings.entries()) {
      const key = JSON.stringify([fitIntercept, classWeight]);
      groups.set(key, [...(groups.get(key) ?? []), s]);
    }
    const signalOf = options.signal ? { signal: options.signal } : {};
    for (const [p, rows] of parts.entries()) {
      const samples = countedSamples(selectRows(X, rows), takeLabels(y, rows), nClasses, undefined);
      for (const group of groups.values()) {
        const fitted = await fitRidgeClassifiers(
          samples,
          nClasses,
          group.map((s) => settings[s]!),
          signalOf,
        );
        group.forEach((s, at) => {
          models[p]![s] = fitted[at]!;
        });
      }
      options.progress?.((p + 1) / parts.length);
    }
    return models;
  },
  fromJSON: fittedRidgeClassifier,
};
