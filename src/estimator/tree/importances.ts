import type { GrownTree } from './tree-table.ts';

/** Mean over the trees that have a split of the share of the gain that each feature brought, (nFeatures,), scaled to
 * sum to 1; all 0 where no tree has a split.
 * Source: Breiman et al., Classification and Regression Trees (1984), §5.3.4; as scikit-learn. */
export function importances(trees: readonly GrownTree[], nFeatures: number): Float64Array {
  const sums = new Float64Array(nFeatures);
  let total = 0;
  for (const { feature, gain } of trees) {
    const gained = gain.reduce((sum, value) => sum + value, 0);
    if (gained <= 0) continue;
    total++;
    for (let node = 0; node < gain.length; node++) {
      if (gain[node]! > 0) sums[feature[node]!]! += gain[node]! / gained;
    }
  }
  return total === 0 ? sums : sums.map((sum) => sum / total);
}
