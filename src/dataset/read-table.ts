import { extname } from 'node:path';
import { parse } from 'csv-parse/sync';
import { DataError, messageOf } from '../core/index.ts';

/** Characters that may separate the cells of a table. */
export const delimiters = [',', ';', '\t', '|'] as const;

export type Delimiter = (typeof delimiters)[number];

/** A row of a table, with as many cells as the header. */
export interface TableRow {
  /** 1-based line of the file, where the row ends. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Of JSONL: lists and mappings by their column, whose cells are empty. */
  readonly nested?: ReadonlyMap<number, object>;
}

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
}

/** Read a CSV or TSV with a header: quoted cells, a byte order mark and any line ends are understood, blank lines passed
 * over, white space around cells dropped.
 * @param name the file's name, for messages; `.tsv` and `.tab` are separated by tabs.
 * @param delimiter default: by the name, else the one that is most frequent in the header.
 * @param quotes whether a cell in double quotes may hold the delimiter and line ends.
 * @throws {DataError} If it is not UTF-8, a quote is not closed, it has no rows, or a row differs in length. */
export function readTable(bytes: Uint8Array, name: string, delimiter?: Delimiter, quotes?: boolean): Table {
  const text = decodeUtf8(bytes, name);
  const separator = delimiter ?? delimiterOf(text, name);
  const [head, ...rows] = parseRows(text, name, separator, quotes ?? true);
  if (head === undefined) throw new DataError(`Cannot read "${name}" as it must have a header: it is empty`);
  const header = head.cells;
  const repeated = header.find((column, i) => header.indexOf(column) < i);
  if (repeated !== undefined) {
    throw new DataError(`Cannot read "${name}" as its columns must differ: "${repeated}" occurs twice`);
  }
  if (rows.length === 0) {
    throw new DataError(`Cannot read "${name}" as it must have rows: it has a header only`);
  }
  for (const { line, cells } of rows) {
    if (cells.length !== header.length) {
      throw new DataError(
        `Cannot use the row as it must have as many cells as the header: ${cells.length} instead of ${header.length}`,
        { file: name, row: line },
      );
    }
  }
  return { header, rows };
}

/** Text of a file.
 * @throws {DataError} If it is not UTF-8. */
export function decodeUtf8(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new DataError(`Cannot read "${name}" as it must be UTF-8 text`, {}, { cause: error });
  }
}

function delimiterOf(text: string, name: string): Delimiter {
  if (/^\.(tsv|tab)$/i.test(extname(name))) return '\t';
  const header = text
    .trimStart()
    .split(/[\r\n]/, 1)[0]!
    .replace(/"[^"]*"/g, '');
  const count = (delimiter: Delimiter): number => header.split(delimiter).length;
  return delimiters.reduce((best, next) => (count(next) > count(best) ? next : best));
}

function parseRows(text: string, name: string, delimiter: Delimiter, quotes: boolean): TableRow[] {
  try {
    const records = parse(text, {
      delimiter,
      info: true,
      quote: quotes ? '"' : null,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    const row = Number((error as { lines?: unknown }).lines);
    throw new DataError(
      `Cannot read the table as it must be valid CSV: ${messageOf(error)}`,
      { file: name, row },
      { cause: error },
    );
  }
}
