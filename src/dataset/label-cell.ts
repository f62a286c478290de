import { z } from 'zod';
import { type Task, tasks } from '../core/index.ts';
import type { Refuse } from './columns.ts';
import type { TableRow } from './read-table.ts';

/** What is predicted of a sample, as its source names it: a class, a number, or labels. */
export type Label = string | number | readonly string[];

/** The options of a table that say what its label column holds. */
export const taskOptions = {
  task: z
    .enum(tasks)
    .default('classification')
    .describe(
      'What the label column holds: one of some classes, a number (regression), or any of some labels (multi-label)',
    ),
  labelSeparator: z
    .string()
    .min(1)
    .default(';')
    .describe('What separates the labels of a multi-label cell; lists of JSONL need none'),
};

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The label in a cell: a class must be named and a number be one, while an empty cell is a sample without labels. */
export function labelIn(
  row: TableRow,
  column: number,
  { task, labelSeparator }: { readonly task: Task; readonly labelSeparator: string },
  refuse: Refuse,
): Label {
  const cell = row.cells[column]!;
  if (task === 'multi-label') {
    const nested = row.nested?.get(column);
    return labelsOf(nested === undefined ? cell.split(labelSeparator) : listIn(nested, refuse));
  }
  if (cell === '') return refuse('its label is empty');
  if (task === 'classification') return cell;
  const value = Number(cell);
  if (decimal.test(cell) && Number.isFinite(value)) return value;
  const hint = /^[+-]?\d+,\d+$/.test(cell) ? ', a point must stand before the decimals' : '';
  return refuse(`its label must be a number: "${cell}"${hint}`);
}

function listIn(nested: object, refuse: Refuse): readonly string[] {
  const isScalar = (item: unknown) => item !== null && typeof item !== 'object';
  if (Array.isArray(nested) && nested.every(isScalar)) return nested.map(String);
  return refuse(`its labels must be a list of texts: ${JSON.stringify(nested).slice(0, 40)}`);
}

/** Each label once, without the white space around it. */
function labelsOf(items: readonly string[]): readonly string[] {
  return [...new Set(items.map((item) => item.trim()).filter((item) => item !== ''))];
}
