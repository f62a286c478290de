import { DataError, didYouMean } from '../core/index.ts';
import type { TableRow } from './read-table.ts';
import { splitNames, splitOf } from './split-names.ts';
import type { SplitName } from './types.ts';

/** Throws the one sentence for a row that cannot be used. */
export type Refuse = (rule: string) => never;

/** Make the function that refuses a row: `Cannot use the row as its label is empty`.
 * @param name of the table. */
export function refuser(name: string, row: TableRow): Refuse {
  return (rule) => {
    throw new DataError(`Cannot use the row as ${rule}`, { file: name, row: row.line });
  };
}

/** Where a column stands.
 * @throws {DataError} If there is none of this name. */
export function columnOf(header: readonly string[], name: string, wanted: string): number {
  const index = header.indexOf(wanted);
  if (index >= 0) return index;
  throw new DataError(`Cannot find column "${wanted}" in "${name}": ${didYouMean(wanted, header)}`);
}

/** Where a column stands that was named, which must be there, or else the usual one, which may be missing.
 * @throws {DataError} If there is none of the given name. */
export function optionalColumnOf(
  header: readonly string[],
  name: string,
  named: string | undefined,
  usual: string,
): number | undefined {
  if (named !== undefined) return columnOf(header, name, named);
  const index = header.indexOf(usual);
  return index < 0 ? undefined : index;
}

/** The part of a split that a row names. */
export function splitIn(row: TableRow, column: number, refuse: Refuse): SplitName {
  const cell = row.cells[column]!;
  if (cell === '') return refuse('its split is empty');
  return splitOf(cell) ?? refuse(`its split is unknown: "${cell}", ${didYouMean(cell, splitNames)}`);
}
