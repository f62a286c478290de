import { createRng, type Matrix } from '../../core/index.ts';
import { RadixSorter } from '../tree/radix-sort.ts';
import { binThresholds, weightedBinThresholds } from './bin-thresholds.ts';
import { type BoostingMemory, codeStart, TILE_FEATURES } from './boosting-memory.ts';

/** Quantiles are taken of at most this many samples. */
const MAX_QUANTILE_SAMPLES = 200_000;
/** As many float32 as a line of the processor's cache holds. */
const COLUMNS_AT_ONCE = 16;

/** Cut every feature into bins and write the codes of the samples to the memory.
 * @param rows the rows of X that are the memory's samples. @param weights of those, float64; default all 1.
 * @param pause awaited between features.
 * @returns the upper bounds of the bins but the last, per feature.
 * Cost: a radix sort per feature. */
export async function binFeatures(
  X: Matrix,
  rows: Int32Array,
  weights: Float64Array | undefined,
  { maxBins, seed }: { readonly maxBins: number; readonly seed: number },
  memory: BoostingMemory,
  pause: () => Promise<void>,
): Promise<Float64Array[]> {
  const n = rows.length;
  const sorter = new RadixSorter(n);
  const columns = Array.from({ length: COLUMNS_AT_ONCE }, () => new Float32Array(n));
  const draws = n > MAX_QUANTILE_SAMPLES ? drawSamples(n, weights, seed) : undefined;
  const bytes = new Uint8Array(memory.codes.buffer);
  const thresholds: Float64Array[] = [];
  for (let feature = 0; feature < X.cols; feature++) {
    if (feature % COLUMNS_AT_ONCE === 0) readColumns(X, rows, feature, columns);
    const column = columns[feature % COLUMNS_AT_ONCE]!;
    const order = sorter.order(column);
    const cuts = cutColumn(column, order, weights, draws, maxBins);
    writeCodes(column, order, cuts, bytes, codeStart(feature, n));
    memory.nBins[feature] = cuts.length + 1;
    thresholds.push(cuts);
    await pause();
  }
  return thresholds;
}

function readColumns({ data, cols }: Matrix, rows: Int32Array, from: number, columns: Float32Array[]): void {
  const width = Math.min(columns.length, cols - from);
  for (let i = 0; i < rows.length; i++) {
    const at = rows[i]! * cols + from;
    for (let k = 0; k < width; k++) columns[k]![i] = data[at + k]!;
  }
}

function cutColumn(
  column: Float32Array,
  order: Uint32Array,
  weights: Float64Array | undefined,
  draws: Int32Array | undefined,
  maxBins: number,
): Float64Array {
  if (draws !== undefined) return binThresholds(drawn(column, order, draws), maxBins);
  const sorted = new Float32Array(order.length);
  for (let r = 0; r < order.length; r++) sorted[r] = column[order[r]!]!;
  if (weights === undefined) return binThresholds(sorted, maxBins);
  const sortedWeights = new Float64Array(order.length);
  for (let r = 0; r < order.length; r++) sortedWeights[r] = weights[order[r]!]!;
  return weightedBinThresholds(sorted, sortedWeights, maxBins);
}

/** The drawn values in order, each as often as it was drawn. */
function drawn(column: Float32Array, order: Uint32Array, draws: Int32Array): Float32Array {
  const values = new Float32Array(MAX_QUANTILE_SAMPLES);
  let at = 0;
  for (let r = 0; r < order.length; r++) {
    const sample = order[r]!;
    values.fill(column[sample]!, at, at + draws[sample]!);
    at += draws[sample]!;
  }
  return values;
}

/** How often each sample is drawn, with replacement, by its weight. */
function drawSamples(n: number, weights: Float64Array | undefined, seed: number): Int32Array {
  const rng = createRng(seed);
  const counts = new Int32Array(n);
  if (weights === undefined) {
    for (let i = 0; i < MAX_QUANTILE_SAMPLES; i++) counts[rng.int(n)]!++;
    return counts;
  }
  let total = 0;
  const cumulative = weights.map((weight) => (total += weight));
  const points = Float64Array.from({ length: MAX_QUANTILE_SAMPLES }, () => rng.float() * total).sort();
  let at = 0;
  for (const point of points) {
    while (cumulative[at]! <= point) at++;
    counts[at]!++;
  }
  return counts;
}

/** Write the bin of each sample to its byte. */
function writeCodes(
  column: Float32Array,
  order: Uint32Array,
  cuts: Float64Array,
  bytes: Uint8Array,
  at: number,
): void {
  let bin = 0;
  for (let r = 0; r < order.length; r++) {
    const sample = order[r]!;
    while (bin < cuts.length && column[sample]! > cuts[bin]!) bin++;
    bytes[at + TILE_FEATURES * sample] = bin;
  }
}
