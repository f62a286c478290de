import { describe, expect, it } from 'vitest';
import { matrix } from '../../src/core/index.ts';
import { estimators } from '../../src/estimator/index.ts';
import { cannotLabel } from '../../src/experiment/cannot-label.ts';
import { blobs } from '../support/estimator-data.ts';

const { X, y } = blobs();
const positive = matrix(X.rows, X.cols, X.data.map(Math.abs));
const hasLabel = y.map((label) => Number(label > 0));

type Setting = Readonly<Record<string, unknown>>;

async function canLabel(id: string, setting: Setting): Promise<boolean> {
  const fitted = await estimators.get(id).create(setting).fit(positive, hasLabel, { nClasses: 2 });
  return fitted.predictProba !== undefined && fitted.predictCluster === undefined;
}

const reasonOf = (id: string, setting: Setting, implementation = 'strata') =>
  cannotLabel(id)({ implementation, setting });

describe('a model is refused for sets of labels', () => {
  it.each(estimators.ids)('if it has no probabilities, or clusters: %s', async (id) => {
    const setting = estimators.get(id).params.parse({}) as Setting;
    expect(reasonOf(id, setting) === undefined).toBe(await canLabel(id, setting));
  });

  it.each(['svm', 'nu-svm'])('unless it is asked for probabilities: %s', async (id) => {
    const setting = estimators.get(id).params.parse({ probability: 'platt' }) as Setting;
    expect(reasonOf(id, setting)).toBeUndefined();
    expect(await canLabel(id, setting)).toBe(true);
    expect(reasonOf(id, { ...setting, probability: 'none' })).toContain('set `probability` to platt');
  });

  it('where another package is to fit it', () => {
    expect(reasonOf('logistic-regression', {}, 'mljs')).toContain('it asks for implementation "mljs"');
  });
});
