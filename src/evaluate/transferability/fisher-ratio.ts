import type { TransferabilityScore } from './types.ts';

/** Class separability: Fisher's ratio tr(S_between) / tr(S_within) of the scatters between and within the classes; 0 where
 * the class means coincide.
 * Cost: O(nSamples · nFeatures).
 * Source: Fukunaga, Introduction to Statistical Pattern Recognition, 2nd edition, section 10.2 (criterion J₄); scikit-learn,
 * `calinski_harabasz_score`, which is this times (nSamples − nClasses) / (nClasses − 1). */
export const fisherRatio: TransferabilityScore = {
  id: 'fisher-ratio',
  title: 'Fisher ratio',
  better: 'higher',
  compute: async ({ X, nClasses, moments }) => {
    const { classMeans, classSizes, mean, deviations } = moments;
    const d = X.cols;
    let between = 0;
    for (let c = 0; c < nClasses; c++) {
      for (let f = 0; f < d; f++) between += classSizes[c]! * (classMeans[c * d + f]! - mean[f]!) ** 2;
    }
    return between / (deviations.reduce((a, b) => a + b, 0) - between);
  },
};
