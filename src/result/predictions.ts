import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { messageOf, StoreError } from '../core/index.ts';
import type { Results } from './schema.ts';

/** What one cell predicted, test by test, in the order of the file. */
export interface CellPredictions {
  readonly samples: string[];
  readonly folds: number[];
  /** A class, a number, or the names of labels with semicolons between. */
  readonly actual: string[];
  readonly predicted: string[];
  /** Of sets of labels: the score of each label, in the order of {@link RunPredictions.labelNames}. */
  readonly scores: number[][];
  /** Empty texts for samples without a group; absent where no sample has one, or the file does not say. */
  readonly groups?: string[];
}

/** Two cells that were tested on the same samples in the same folds, as their `predictions.csv` have them. */
export interface PairedPredictions {
  readonly task: NonNullable<Results['dataset']['task']>;
  /** Id of the metric that is compared. */
  readonly metric: string;
  readonly seed: number;
  /** Training samples, mean over folds; undefined where it is not known. */
  readonly trainSize: number | undefined;
  /** Names of classes, or of labels. */
  readonly names: readonly string[];
  /** Both have the same `samples` and `folds`. */
  readonly a: CellPredictions;
  readonly b: CellPredictions;
}

/** `predictions.csv` of a run. */
export interface RunPredictions {
  /** By cell id. */
  readonly cells: ReadonlyMap<string, CellPredictions>;
  /** Empty where no sets of labels were predicted. */
  readonly labelNames: readonly string[];
}

const leading = ['cell', 'sample', 'fold', 'true', 'predicted'];
const scorePrefix = 'score of ';
const groupColumn = 'group';

/** Read the `predictions.csv` of a run.
 * @throws {StoreError} If the file cannot be read or has other columns. */
export async function readPredictions(path: string): Promise<RunPredictions> {
  const cannot = `Cannot read the predictions "${path}"`;
  const cells = new Map<string, CellPredictions>();
  let columns: Columns | undefined;
  try {
    // A large run has millions of lines, more than fits into one string.
    await pipeline(createReadStream(path), parse(), async (records: AsyncIterable<readonly string[]>) => {
      for await (const record of records) {
        if (columns === undefined) columns = columnsIn(record, cannot);
        else keep(cells, record, columns);
      }
    });
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError(`${cannot} as it must be a readable CSV: ${messageOf(error)}`, { cause: error });
  }
  if (columns === undefined) throw new StoreError(`${cannot} as it must have a header: it is empty`);
  return { cells, labelNames: columns.scored.map(({ label }) => label) };
}

/** What stands where beyond the leading columns. */
interface Columns {
  readonly scored: readonly { readonly label: string; readonly column: number }[];
  readonly group: number | undefined;
}

function columnsIn(head: readonly string[], cannot: string): Columns {
  const wrong = leading.find((column, i) => head[i] !== column);
  if (wrong !== undefined) {
    throw new StoreError(`${cannot} as it must have a column "${wrong}": it has ${head.join(', ')}`);
  }
  const group = head.indexOf(groupColumn);
  return {
    scored: head.flatMap((name, column) =>
      name.startsWith(scorePrefix) ? [{ label: name.slice(scorePrefix.length), column }] : [],
    ),
    group: group < 0 ? undefined : group,
  };
}

function keep(
  cells: Map<string, CellPredictions>,
  record: readonly string[],
  { scored, group }: Columns,
): void {
  const [id, sample, fold, actual, predicted] = record as [string, string, string, string, string];
  const cell = cells.get(id) ?? {
    samples: [],
    folds: [],
    actual: [],
    predicted: [],
    scores: [],
    ...(group !== undefined && { groups: [] }),
  };
  cells.set(id, cell);
  cell.samples.push(sample);
  cell.folds.push(Number(fold));
  cell.actual.push(actual);
  cell.predicted.push(predicted);
  if (scored.length > 0) cell.scores.push(scored.map(({ column }) => Number(record[column])));
  if (group !== undefined) cell.groups?.push(record[group]!);
}
