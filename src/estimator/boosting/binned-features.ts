import { createRng, type Matrix } from '../../core/index.ts';
import { RadixSorter } from '../tree/radix-sort.ts';
import { BinLookup } from './bin-lookup.ts';
import { binThresholds, weightedBinThresholds } from './bin-thresholds.ts';
import { type BoostingMemory, codeStart, TILE_FEATURES } from './boosting-memory.ts';
import { ValueSorter } from './value-sorter.ts';

/** Quantiles are taken of at most this many samples. */
const MAX_QUANTILE_SAMPLES = 200_000;
/** Two lines of the processor's cache. */
const COLUMNS_AT_ONCE = 32;

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
  const columns = Array.from({ length: COLUMNS_AT_ONCE }, () => new Float32Array(rows.length));
  const thresholdsOf = createCutter(rows.length, weights, maxBins, seed);
  const bytes = new Uint8Array(memory.codes.buffer);
  const thresholds: Float64Array[] = [];
  for (let feature = 0; feature < X.cols; feature++) {
    if (feature % COLUMNS_AT_ONCE === 0) readColumns(X, rows, feature, columns);
    const column = columns[feature % COLUMNS_AT_ONCE]!;
    const cuts = thresholdsOf(column);
    new BinLookup(cuts).write(column, bytes, codeStart(feature, rows.length), TILE_FEATURES);
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

/** Make a function that finds the thresholds of a column: of all its values, or of the same drawn ones for each. */
function createCutter(
  n: number,
  weights: Float64Array | undefined,
  maxBins: number,
  seed: number,
): (column: Float32Array) => Float64Array {
  if (n > MAX_QUANTILE_SAMPLES) {
    const drawn = drawSamples(n, weights, seed);
    const sorter = new ValueSorter(drawn.length);
    return (column) => binThresholds(sorter.sort(Float32Array.from(drawn, (i) => column[i]!)), maxBins);
  }
  if (weights === undefined) {
    const sorter = new ValueSorter(n);
    return (column) => binThresholds(sorter.sort(column), maxBins);
  }
  const sorter = new RadixSorter(n);
  return (column) => {
    const order = sorter.order(column);
    const values = Float32Array.from(order, (i) => column[i]!);
    const sortedWeights = Float64Array.from(order, (i) => weights[i]!);
    return weightedBinThresholds(values, sortedWeights, maxBins);
  };
}

/** Draw samples with replacement, by their weight. */
function drawSamples(n: number, weights: Float64Array | undefined, seed: number): Int32Array {
  const rng = createRng(seed);
  const drawn = new Int32Array(MAX_QUANTILE_SAMPLES);
  if (weights === undefined) return drawn.map(() => rng.int(n));
  let total = 0;
  for (const weight of weights) total += weight;
  const points = Float64Array.from(drawn, () => rng.float() * total).sort();
  let at = 0;
  let covered = weights[0]!;
  for (let k = 0; k < points.length; k++) {
    while (covered <= points[k]! && at < n - 1) covered += weights[++at]!;
    drawn[k] = at;
  }
  return drawn;
}
