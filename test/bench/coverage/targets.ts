import { labelMatrix, matrix, type Rng } from '../../../src/core/index.ts';
import { stratifyLabelSets } from '../../../src/dataset/stratify-label-sets.ts';
import { stratifyNumbers } from '../../../src/dataset/stratify-numbers.ts';
import { estimators, OneVsRest, regressors } from '../../../src/estimator/index.ts';
import type { Candidate } from '../../../src/evaluate/index.ts';
import type { Drawn } from './intervals.ts';

/** Numbers that depend on all features alike, with an error as large as what they depend on.
 * @param heavy whether the error is Laplace's, so that some numbers are far off. */
export function drawNumbers(nSamples: number, dims: number, heavy: boolean, rng: Rng): Drawn {
  const X = matrix(
    nSamples,
    dims,
    Float32Array.from({ length: nSamples * dims }, () => rng.normal()),
  );
  const values = Float64Array.from({ length: nSamples }, (_, i) => {
    const row = X.data.subarray(i * dims, (i + 1) * dims);
    // A normal number whose variance is exponential is Laplace's.
    const spread = heavy ? Math.sqrt(-Math.log(1 - rng.float())) : 1;
    return row.reduce((sum, value) => sum + value, 0) / Math.sqrt(dims) + rng.normal() * spread;
  });
  const { names, ids } = stratifyNumbers([...values], 'drawn numbers');
  return { X, y: Int32Array.from(ids), classNames: names, targets: { task: 'regression', values } };
}

/** Labels of falling frequency, each of which depends on a feature of its own and on chance. */
export function drawLabels(nSamples: number, nLabels: number, rng: Rng): Drawn {
  const dims = 2 * nLabels;
  const X = matrix(
    nSamples,
    dims,
    Float32Array.from({ length: nSamples * dims }, () => rng.normal()),
  );
  const Y = labelMatrix(nSamples, nLabels);
  for (let i = 0; i < nSamples; i++) {
    for (let label = 0; label < nLabels; label++) {
      const pull = 1.5 * X.data[i * dims + label]! + rng.normal();
      Y.data[i * nLabels + label] = Number(pull > label / nLabels + 0.3);
    }
  }
  const sets = Array.from({ length: nSamples }, (_, i) =>
    Array.from({ length: nLabels }, (_, label) => label).filter((label) => Y.data[i * nLabels + label] === 1),
  );
  const labelNames = Array.from({ length: nLabels }, (_, label) => `label ${label}`);
  const { names, ids } = stratifyLabelSets(sets, labelNames, 'drawn labels');
  return { X, y: Int32Array.from(ids), classNames: names, targets: { task: 'multi-label', Y } };
}

/** A regressor with its defaults. */
export function regression(type: string): Candidate {
  const entry = regressors.get(type);
  const params = entry.params.parse({});
  return { task: 'regression', params: {}, create: () => entry.create(params) };
}

/** A classifier with its defaults for each label. */
export function oneVersusRest(type: string): Candidate {
  const entry = estimators.get(type);
  const params = entry.params.parse({});
  return { task: 'multi-label', params: {}, create: () => new OneVsRest(() => entry.create(params)) };
}
