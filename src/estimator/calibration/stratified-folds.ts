/** Deal samples to folds so that each fold has its share of every class: the samples of a class go to the folds in the
 * order they come, the first ones to the first fold. As scikit-learn's StratifiedKFold without shuffling.
 * @param y class positions, int32, (nSamples,); a class of fewer samples than folds is in as many of them.
 * @returns positions of the test samples of each fold, ascending; none where there are fewer samples than folds. */
export function stratifiedFolds(y: Int32Array, count: number): Int32Array[] {
  // Classes are ranked by their first sample; the sorted ranks are dealt in turn.
  const ranks = new Map<number, number>();
  for (const label of y) if (!ranks.has(label)) ranks.set(label, ranks.size);
  const sorted = Int32Array.from(y, (label) => ranks.get(label)!).sort();
  const shares = Array.from(ranks, () => new Int32Array(count));
  sorted.forEach((rank, i) => {
    shares[rank]![i % count]!++;
  });
  const folds: number[][] = Array.from({ length: count }, () => []);
  y.forEach((label, i) => {
    const left = shares[ranks.get(label)!]!;
    const fold = left.findIndex((share) => share > 0);
    left[fold]!--;
    folds[fold]!.push(i);
  });
  return folds.map((fold) => Int32Array.from(fold));
}
