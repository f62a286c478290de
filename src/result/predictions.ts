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

/** Read the `predictions.csv` of a run.
 * @throws {StoreError} If the file cannot be read or has other columns. */
export async function readPredictions(path: string): Promise<RunPredictions> {
  const cannot = `Cannot read the predictions "${path}"`;
  const cells = new Map<string, CellPredictions>();
  let head: readonly string[] | undefined;
  try {
    // A large run has millions of lines, more than fits into one string.
    await pipeline(createReadStream(path), parse(), async (records: AsyncIterable<readonly string[]>) => {
      for await (const record of records) {
        if (head === undefined) head = requireHead(record, cannot);
        else keep(cells, record, head);
      }
    });
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError(`${cannot} as it must be a readable CSV: ${messageOf(error)}`, { cause: error });
  }
  if (head === undefined) throw new StoreError(`${cannot} as it must have a header: it is empty`);
  const labelNames = head
    .filter((column) => column.startsWith(scorePrefix))
    .map((column) => column.slice(scorePrefix.length));
  return { cells, labelNames };
}

function requireHead(record: readonly string[], cannot: string): readonly string[] {
  const wrong = leading.find((column, i) => record[i] !== column);
  if (wrong === undefined) return record;
  throw new StoreError(`${cannot} as it must have a column "${wrong}": it has ${record.join(', ')}`);
}

function keep(cells: Map<string, CellPredictions>, record: readonly string[], head: readonly string[]): void {
  const [id, sample, fold, actual, predicted, ...others] = record as [string, string, string, string, string];
  const cell = cells.get(id) ?? { samples: [], folds: [], actual: [], predicted: [], scores: [] };
  cells.set(id, cell);
  cell.samples.push(sample);
  cell.folds.push(Number(fold));
  cell.actual.push(actual);
  cell.predicted.push(predicted);
  if (head[leading.length]?.startsWith(scorePrefix)) cell.scores.push(others.map(Number));
}
