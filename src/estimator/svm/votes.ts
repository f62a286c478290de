import { type Matrix, matrix } from '../../core/index.ts';

/** Votes of the pairs for k classes, made scores by their decision values, which decide between classes with as many
 * votes: votes + s / (3(|s| + 1)) with s the sum of a class's decision values. Of two classes, the decision value itself
 * for the second.
 * @param decisions float32, (nSamples, k(k − 1)/2), above 0 for the first class of a pair.
 * @returns float32, (nSamples, k), or (nSamples, 1) of two classes. */
export function classScores(decisions: Matrix, k: number): Matrix {
  if (k === 2)
    return matrix(
      decisions.rows,
      1,
      decisions.data.map((value) => -value),
    );
  const scores = matrix(decisions.rows, k);
  const votes = new Int32Array(k);
  const sums = new Float64Array(k);
  for (let row = 0; row < decisions.rows; row++) {
    countVotes(decisions.data, row * decisions.cols, votes);
    sums.fill(0);
    let at = row * decisions.cols;
    for (let i = 0; i < k; i++) {
      for (let j = i + 1; j < k; j++) {
        const value = decisions.data[at++]!;
        sums[i]! += value;
        sums[j]! -= value;
      }
    }
    for (let c = 0; c < k; c++)
      scores.data[row * k + c] = votes[c]! + sums[c]! / (3 * (Math.abs(sums[c]!) + 1));
  }
  return scores;
}

/** The class with most votes in each row, ties to the lower one, as in LIBSVM.
 * @param decisions as for `classScores`.
 * @returns positions of the classes, int32, (nSamples,). */
export function mostVotes(decisions: Matrix, k: number): Int32Array {
  const winners = new Int32Array(decisions.rows);
  const votes = new Int32Array(k);
  for (let row = 0; row < decisions.rows; row++) {
    countVotes(decisions.data, row * decisions.cols, votes);
    let best = 0;
    for (let c = 1; c < k; c++) if (votes[c]! > votes[best]!) best = c;
    winners[row] = best;
  }
  return winners;
}

function countVotes(decisions: Float32Array, from: number, votes: Int32Array): void {
  votes.fill(0);
  let at = from;
  for (let i = 0; i < votes.length; i++) {
    for (let j = i + 1; j < votes.length; j++) votes[decisions[at++]! > 0 ? i : j]!++;
  }
}
