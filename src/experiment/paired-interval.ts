import { labelMatrix, type Matrix } from '../core/index.ts';
import { metrics, pairedDifference, type TestedFold } from '../evaluate/index.ts';
import type { CellPredictions, PairedPredictions, ResultInterval } from '../result/index.ts';

/** The difference a − b by paired bootstrap over the test samples, from what was predicted alone.
 * @returns undefined where the metric needs more than that, as probabilities, which `predictions.csv` does not hold. */
export function pairedInterval({
  task,
  metric,
  names,
  a,
  b,
  ...how
}: PairedPredictions): ResultInterval | undefined {
  const known = metrics.has(metric) ? metrics.get(metric) : undefined;
  if (known === undefined || known.needs !== undefined) return undefined;
  const rowOf = numbered(a.samples);
  const foldsOf = (cell: CellPredictions) => toFolds(cell, task, names, rowOf);
  const groups = groupsOf(a, rowOf) ?? groupsOf(b, rowOf);
  return pairedDifference(foldsOf(a), foldsOf(b), { metric, ...how, ...(groups && { groups }) });
}

/** Number distinct texts in the order they come. */
function numbered(texts: readonly string[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const text of texts) if (!numbers.has(text)) numbers.set(text, numbers.size);
  return numbers;
}

/** The group of each row, where they are known. */
function groupsOf(
  { samples, groups }: CellPredictions,
  rowOf: ReadonlyMap<string, number>,
): (string | undefined)[] | undefined {
  if (groups === undefined) return undefined;
  const ofRow = new Array<string | undefined>(rowOf.size);
  samples.forEach((sample, i) => {
    ofRow[rowOf.get(sample)!] = groups[i] || undefined;
  });
  return ofRow;
}

function toFolds(
  cell: CellPredictions,
  task: PairedPredictions['task'],
  names: readonly string[],
  rowOf: ReadonlyMap<string, number>,
): TestedFold[] {
  const byFold = new Map<number, number[]>();
  for (const [i, fold] of cell.folds.entries()) {
    const members = byFold.get(fold);
    if (members === undefined) byFold.set(fold, [i]);
    else members.push(i);
  }
  const idOf = numbered(names);
  return [...byFold.values()].map((members) => {
    const rows = Int32Array.from(members, (i) => rowOf.get(cell.samples[i]!)!);
    const actual = members.map((i) => cell.actual[i]!);
    const predicted = members.map((i) => cell.predicted[i]!);
    if (task === 'regression') {
      const [yTrue, yPred] = [Float64Array.from(actual, Number), Float64Array.from(predicted, Number)];
      return { task, rows, yTrue, yPred };
    }
    if (task === 'multi-label') {
      const setsOf = (texts: readonly string[]) => labelSets(texts, idOf);
      const scores = members.map((i) => cell.scores[i]!);
      return { task, rows, yTrue: setsOf(actual), yPred: setsOf(predicted), scores: matrixOf(scores) };
    }
    const idsOf = (texts: readonly string[]) => Int32Array.from(texts, (text) => idOf.get(text)!);
    return { rows, yTrue: idsOf(actual), yPred: idsOf(predicted), nClasses: names.length };
  });
}

function labelSets(texts: readonly string[], idOf: ReadonlyMap<string, number>) {
  const Y = labelMatrix(texts.length, idOf.size);
  for (const [row, text] of texts.entries()) {
    for (const label of text.split(';')) if (label !== '') Y.data[row * Y.cols + idOf.get(label)!] = 1;
  }
  return Y;
}

function matrixOf(rows: readonly (readonly number[])[]): Matrix {
  const cols = rows[0]?.length ?? 0;
  return { data: Float32Array.from(rows.flat()), rows: rows.length, cols };
}
