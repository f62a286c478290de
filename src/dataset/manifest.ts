import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { z } from 'zod';
import type { Effects } from '../core/index.ts';
import { buildDataset, type Entry } from './build-dataset.ts';
import { columnOf, optionalColumnOf, type Refuse, refuser, splitIn } from './columns.ts';
import { labelIn, taskOptions } from './label-cell.ts';
import { readInput } from './read-input.ts';
import { delimiters, readTable, type Table } from './read-table.ts';
import type { Dataset, DatasetSource } from './types.ts';

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
      label: column.default('label').describe('Column of what is predicted'),
      split: column.optional().describe('Column of train, val or test; default: "split" where there is one'),
      group: column
        .optional()
        .describe('Column of what must stay on one side of a split; default: "group" where there is one'),
    })
    .prefault({})
    .describe('What the columns are called'),
  ...taskOptions,
  delimiter: z.enum(delimiters).optional().describe('What separates the cells; default: found out'),
});

type ManifestOptions = z.infer<typeof options>;

/** A table with a row per image: its path, its label and, where there are, its split and its group. */
export const manifest: DatasetSource<ManifestOptions> = {
  id: 'manifest',
  summary: 'A CSV or TSV with a row per image: path, label and, where there are, split and group',
  modality: 'image',
  options,
  load,
};

async function load(given: ManifestOptions, effects: Effects): Promise<Dataset> {
  const { path, root, delimiter, task, columns } = given;
  const file = resolve(effects.cwd, path);
  const bytes = await readInput(file, `manifest "${path}"`);
  const table = readTable(bytes, path, delimiter);
  const folder = root === undefined ? dirname(file) : resolve(effects.cwd, root);
  const entries = entriesOf(table, path, folder, given);
  const name = `manifest "${path}"`;
  const targetName = columns.label;
  return buildDataset(
    { id: manifest.id, name, modality: manifest.modality, task, targetName, entries },
    effects,
  );
}

function entriesOf({ header, rows }: Table, name: string, root: string, given: ManifestOptions): Entry[] {
  const { columns } = given;
  const pathColumn = columnOf(header, name, columns.path);
  const labelColumn = columnOf(header, name, columns.label);
  const splitColumn = optionalColumnOf(header, name, columns.split, 'split');
  const groupColumn = optionalColumnOf(header, name, columns.group, 'group');
  const lines = new Map<string, number>();
  return rows.map((row) => {
    const refuse = refuser(name, row);
    const label = labelIn(row, labelColumn, given, refuse);
    const id = idOf(row.cells[pathColumn]! || refuse('its path is empty'), root, refuse);
    const earlier = lines.get(id);
    if (earlier !== undefined) refuse(`its path must be unique: "${id}" stands in row ${earlier} too`);
    lines.set(id, row.line);
    const split = splitColumn === undefined ? undefined : splitIn(row, splitColumn, refuse);
    const group = groupColumn === undefined ? undefined : row.cells[groupColumn];
    return {
      id,
      content: { file: resolve(root, id) },
      label,
      ...(split === undefined ? {} : { split }),
      ...(group === undefined || group === '' ? {} : { group }),
    };
  });
}

/** The path from the root, with forward slashes. */
function idOf(cell: string, root: string, refuse: Refuse): string {
  const inside = relative(root, resolve(root, cell));
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    refuse(`its path must stay inside of "${root}": "${cell}"`);
  }
  return inside.split(sep).join('/');
}
