import { NeighbourSearch } from '../../linalg/index.ts';
import type { TransferabilityScore } from './types.ts';

/** Neighbours that vote. */
const NEIGHBOURS = 5;

/** Accuracy of the 5 nearest neighbours by cosine distance, each sample predicted from all others; of classes with equally
 * many votes the first.
 * Cost: O(nSamples² · nFeatures).
 * Source: scikit-learn, `KNeighborsClassifier(5, metric='cosine')` and `LeaveOneOut`. */
export const knnAccuracy: TransferabilityScore = {
  id: 'knn-accuracy',
  title: '5-NN accuracy (leave-one-out)',
  better: 'higher',
  compute: async ({ X, y, nClasses }) => {
    const k = Math.min(NEIGHBOURS, X.rows - 1);
    if (k < 1) return Number.NaN;
    // one more, as a sample is its own nearest neighbour
    const found = await new NeighbourSearch(X, 'cosine').findIndices(X, k + 1);
    const votes = new Int32Array(nClasses);
    let right = 0;
    for (let i = 0; i < X.rows; i++) {
      const others = found.subarray(i * (k + 1), (i + 1) * (k + 1)).filter((j) => j !== i);
      votes.fill(0);
      for (const j of others.subarray(0, k)) votes[y[j]!]!++;
      const winner = votes.indexOf(votes.reduce((a, b) => Math.max(a, b)));
      if (winner === y[i]) right++;
    }
    return right / X.rows;
  },
};
