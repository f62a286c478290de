import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { z } from 'zod';
import { DataError, didYouMean, type Effects } from '../core/index.ts';
import { buildDataset, type Entry } from './build-dataset.ts';
import { delimiters, readTable, type Table, type TableRow } from './read-table.ts';
import { splitNames, splitOf } from './split-names.ts';
import type { Dataset, DatasetSource, SplitName } from './types.ts';

const column = z.string().min(1);

const options = z.strictObject({
  path: z.string().min(1).describe('A CSV or TSV file; a relative path starts from the working directory'),
  root: z
    .string()
    .min(1)
    .optional()
    .describe('The folder that the paths in the table start from; default: the folder of the table'),
  columns: z
    .strictObject({
      path: column.default('path').describe('Column of the image files'),
      label: column.default('label').describe('Column of the classes'),
      split: column.optional().describe('Column of train, val or test; default: "split" where there is one'),
      group: column
        .optional()
        .describe('Column of what must stay on one side of a split; default: "group" where there is one'),
    })
    .prefault({})
    .describe('What the columns are called'),
  delimiter: z.enum(delimiters).optional().describe('What separates the cells; default: found out'),
});

type ManifestOptions = z.infer<typeof options>;

/** A table with a row per image: its path, its label and, where there are, its split and its group. */
export const manifest: DatasetSource<ManifestOptions> = {
  id: 'manifest',
  summary: 'A CSV or TSV with a row per image: path, label and, where there are, split and group',
  options,
  load,
};

async function load({ path, root, columns, delimiter }: ManifestOptions, effects: Effects): Promise<Dataset> {
  const file = resolve(effects.cwd, path);
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    const rule = error.code === 'ENOENT' ? 'it must exist' : 'it must be a readable file';
    throw new DataError(`Cannot open the manifest "${path}" as ${rule}: "${file}"`, {}, { cause: error });
  });
  const table = readTable(bytes, path, delimiter);
  const folder = root === undefined ? dirname(file) : resolve(effects.cwd, root);
  const entries = entriesOf(table, path, folder, columns);
  return buildDataset({ id: manifest.id, name: `manifest "${path}"`, entries }, effects);
}

function entriesOf(
  { header, rows }: Table,
  name: string,
  root: string,
  columns: ManifestOptions['columns'],
): Entry[] {
  const pathColumn = columnOf(header, name, columns.path);
  const labelColumn = columnOf(header, name, columns.label);
  const splitColumn = optionalColumnOf(header, name, columns.split, 'split');
  const groupColumn = optionalColumnOf(header, name, columns.group, 'group');
  const lines = new Map<string, number>();
  return rows.map((row) => {
    const refuse = (rule: string): never => {
      throw new DataError(`Cannot use the row as ${rule}`, { file: name, row: row.line });
    };
    const label = row.cells[labelColumn]! || refuse('its label is empty');
    const id = idOf(row.cells[pathColumn]! || refuse('its path is empty'), root, refuse);
    const earlier = lines.get(id);
    if (earlier !== undefined) refuse(`its path must be unique: "${id}" stands in row ${earlier} too`);
    lines.set(id, row.line);
    const split = splitColumn === undefined ? undefined : splitIn(row, splitColumn, refuse);
    const group = groupColumn === undefined ? undefined : row.cells[groupColumn];
    return {
      id,
      file: resolve(root, id),
      label,
      ...(split === undefined ? {} : { split }),
      ...(group === undefined || group === '' ? {} : { group }),
    };
  });
}

type Refuse = (rule: string) => never;

/** The path from the root, with forward slashes. */
function idOf(cell: string, root: string, refuse: Refuse): string {
  const inside = relative(root, resolve(root, cell));
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    refuse(`its path must stay inside of "${root}": "${cell}"`);
  }
  return inside.split(sep).join('/');
}

function splitIn(row: TableRow, column: number, refuse: Refuse): SplitName {
  const cell = row.cells[column]!;
  if (cell === '') return refuse('its split is empty');
  return splitOf(cell) ?? refuse(`its split is unknown: "${cell}", ${didYouMean(cell, splitNames)}`);
}

function columnOf(header: readonly string[], name: string, wanted: string): number {
  const index = header.indexOf(wanted);
  if (index >= 0) return index;
  throw new DataError(`Cannot find column "${wanted}" in "${name}": ${didYouMean(wanted, header)}`);
}

/** A column that was named must be there; the usual one may be missing. */
function optionalColumnOf(
  header: readonly string[],
  name: string,
  named: string | undefined,
  usual: string,
): number | undefined {
  if (named !== undefined) return columnOf(header, name, named);
  const index = header.indexOf(usual);
  return index < 0 ? undefined : index;
}
