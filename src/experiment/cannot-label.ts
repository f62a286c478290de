import type { Catalog } from '../config/index.ts';

type CannotLabel = NonNullable<Catalog['models'][number]['cannotLabel']>;

const noProbabilities = 'it gives no probabilities, which say whether a sample has a label';
const clusters = 'it looks for clusters and not for labels';

/** Why models cannot predict sets of labels, by id; all other classifiers can, label by label. */
const reasons: Readonly<Record<string, string>> = {
  'linear-svm': `${noProbabilities}: use "logistic-regression", or "svm" with a linear kernel and \`probability: platt\``,
  'ridge-classifier': `${noProbabilities}: use "logistic-regression"`,
  'nu-svm': `${noProbabilities}: set \`probability\` to platt or isotonic`,
  svm: `${noProbabilities}: set \`probability\` to platt or isotonic`,
  'nearest-centroid':
    'it gives no probabilities where its priors are equal: use "linear-discriminant-analysis"',
  'k-means': `${clusters}: use "knn"`,
  'mini-batch-k-means': `${clusters}: use "knn"`,
  agglomerative: `${clusters}: use "knn"`,
  'gaussian-mixture': `${clusters}: use "quadratic-discriminant-analysis"`,
};

/** Why a model with a setting cannot predict sets of labels, for the catalog. */
export function cannotLabel(id: string): CannotLabel {
  return ({ implementation, setting }) => {
    if (implementation !== 'strata') {
      return `sets of labels are learned by strata's own models alone: it asks for implementation "${implementation}"`;
    }
    const isCalibrated = setting.probability === 'platt' || setting.probability === 'isotonic';
    return isCalibrated ? undefined : reasons[id];
  };
}
