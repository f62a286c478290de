import { type Matrix, toDense } from '../../core/index.ts';
import { distances } from '../../linalg/index.ts';
import { defineSampleMetric } from './define-sample-metric.ts';

/** Test samples asked for at a time. */
const BLOCK_ROWS = 256;

/** Mean average precision of retrieval: every test sample asks for the training samples of its class, ranked by cosine
 * similarity, equally similar ones at one place; 0 for a sample whose class has no training sample.
 * Cost: O(nTest · nTrain · nFeatures).
 * Source: Manning, Raghavan & Schütze 2008, §8.4; scikit-learn, `average_precision_score` for each sample. */
export const meanAveragePrecision = defineSampleMetric({
  id: 'meanAveragePrecision',
  title: 'Retrieval mAP',
  better: 'higher',
  range: [0, 1],
  perSample: async ({ trainX, trainY, testX, testY }) => {
    const gallery = toDense(trainX);
    const queries = toDense(testX);
    const scores = new Float64Array(testY.length);
    for (let from = 0; from < queries.rows; from += BLOCK_ROWS) {
      const rows = Math.min(BLOCK_ROWS, queries.rows - from);
      const data = queries.data.subarray(from * queries.cols, (from + rows) * queries.cols);
      const block: Matrix = { data, rows, cols: queries.cols };
      const D = await distances(block, gallery, 'cosine');
      for (let i = 0; i < rows; i++) {
        const row = D.data.subarray(i * D.cols, (i + 1) * D.cols);
        scores[from + i] = averagePrecisionOf(row, trainY, testY[from + i]!);
      }
    }
    return scores;
  },
});

/** Only what is wanted is sorted; of the rest it is enough how many lie before each of those. */
function averagePrecisionOf(row: Float32Array, labels: Int32Array, label: number): number {
  const wanted = row.filter((_, j) => labels[j] === label).sort();
  const othersFrom = new Float64Array(wanted.length + 1);
  for (let j = 0; j < row.length; j++) {
    if (labels[j] !== label) othersFrom[firstNotBelow(wanted, row[j]!)]! += 1;
  }
  let others = 0;
  let sum = 0;
  for (let start = 0; start < wanted.length; ) {
    let end = start;
    while (end < wanted.length && wanted[end] === wanted[start]) others += othersFrom[end++]!;
    sum += ((end - start) * end) / (end + others);
    start = end;
  }
  return wanted.length === 0 ? 0 : sum / wanted.length;
}

/** The place of the first of ascending values that is not below one. */
function firstNotBelow(ascending: Float32Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
