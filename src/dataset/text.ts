import { resolve } from 'node:path';
import { z } from 'zod';
import type { Effects } from '../core/index.ts';
import { buildDataset, type Entry } from './build-dataset.ts';
import { columnOf, optionalColumnOf, refuser, splitIn } from './columns.ts';
import { labelIn, taskOptions } from './label-cell.ts';
import { readInput } from './read-input.ts';
import { readJsonLines } from './read-json-lines.ts';
import { delimiters, readTable, type Table } from './read-table.ts';
import type { Dataset, DatasetSource } from './types.ts';

const column = z.string().min(1);

const options = z.strictObject({
  path: z
    .string()
    .min(1)
    .describe('A CSV, TSV or JSONL file; a relative path starts from the working directory'),
  columns: z
    .strictObject({
      text: column.default('text').describe('Column of the texts'),
      label: column.default('label').describe('Column of what is predicted'),
      split: column.optional().describe('Column of train, val or test; default: "split" where there is one'),
      group: column
        .optional()
        .describe('Column of what must stay on one side of a split; default: "group" where there is one'),
      id: column
        .optional()
        .describe('Column of unique names; default: "id" where there is one, else the row'),
    })
    .prefault({})
    .describe('What the columns, or the keys of JSONL, are called'),
  ...taskOptions,
  delimiter: z.enum(delimiters).optional().describe('What separates the cells; default: found out'),
  quotes: z
    .boolean()
    .optional()
    .describe(
      'Whether a cell in double quotes may hold the delimiter and line ends; default: no for .tsv and .tab, else yes',
    ),
});

type TextOptions = z.infer<typeof options>;

/** A table with a row per text: the text, its label and, where there are, its split, its group and its id. */
export const text: DatasetSource<TextOptions> = {
  id: 'text',
  summary: 'A CSV, TSV or JSONL with a row per text: text, label and, where there are, split, group and id',
  modality: 'text',
  options,
  load,
};

async function load(given: TextOptions, effects: Effects): Promise<Dataset> {
  const { path, delimiter, task, columns } = given;
  const name = `text table "${path}"`;
  const bytes = await readInput(resolve(effects.cwd, path), name);
  // Who writes tabs seldom quotes, and a message may begin with a quotation mark.
  const quotes = given.quotes ?? !/\.(tsv|tab)$/i.test(path);
  const table = /\.(jsonl|ndjson)$/i.test(path)
    ? readJsonLines(bytes, path)
    : readTable(bytes, path, delimiter, quotes);
  const entries = entriesOf(table, path, given);
  const targetName = columns.label;
  return buildDataset({ id: text.id, name, modality: text.modality, task, targetName, entries }, effects);
}

function entriesOf({ header, rows }: Table, name: string, given: TextOptions): Entry[] {
  const { columns } = given;
  const textColumn = columnOf(header, name, columns.text);
  const labelColumn = columnOf(header, name, columns.label);
  const splitColumn = optionalColumnOf(header, name, columns.split, 'split');
  const groupColumn = optionalColumnOf(header, name, columns.group, 'group');
  const idColumn = optionalColumnOf(header, name, columns.id, 'id');
  const lines = new Map<string, number>();
  const digits = String(rows.at(-1)!.line).length;
  return rows.map((row): Entry => {
    const refuse = refuser(name, row);
    const content = { text: row.cells[textColumn]! || refuse('its text is empty') };
    const label = labelIn(row, labelColumn, given, refuse);
    // Ids are sorted as texts.
    const numbered = `row ${String(row.line).padStart(digits, '0')}`;
    const id = idColumn === undefined ? numbered : row.cells[idColumn]! || refuse('its id is empty');
    const earlier = lines.get(id);
    if (earlier !== undefined) refuse(`its id must be unique: "${id}" stands in row ${earlier} too`);
    lines.set(id, row.line);
    const split = splitColumn === undefined ? undefined : splitIn(row, splitColumn, refuse);
    const group = groupColumn === undefined ? undefined : row.cells[groupColumn];
    return {
      id,
      content,
      label,
      ...(split === undefined ? {} : { split }),
      ...(group === undefined || group === '' ? {} : { group }),
    };
  });
}
