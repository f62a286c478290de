import { DataError, messageOf } from '../core/index.ts';
import { decodeUtf8, type Table, type TableRow } from './read-table.ts';

/** Read a JSONL file, a JSON object a line, as a table: its keys are the columns, in the order in which they are first
 * seen; a key that is missing, or holds null, a list or an object, is an empty cell, and the last two stand beside the
 * cells. Blank lines are passed over.
 * @param name the file's name, for messages.
 * @throws {DataError} If it is not UTF-8, it has no rows, or a line is not a JSON object. */
export function readJsonLines(bytes: Uint8Array, name: string): Table {
  const lines = decodeUtf8(bytes, name).split(/\r\n|\n|\r/);
  const records = lines.flatMap((line, i) =>
    line.trim() === '' ? [] : [{ line: i + 1, fields: parseLine(line, name, i + 1) }],
  );
  if (records.length === 0) {
    throw new DataError(`Cannot read "${name}" as it must have rows: it is empty`);
  }
  const header = [...new Set(records.flatMap(({ fields }) => [...fields.keys()]))];
  const rows = records.map(({ line, fields }): TableRow => {
    const values = header.map((key) => fields.get(key));
    const nested = values.flatMap((value, i) => (typeof value === 'object' ? [[i, value] as const] : []));
    return {
      line,
      cells: values.map((value) => (typeof value === 'string' ? value : '')),
      ...(nested.length > 0 && { nested: new Map(nested) }),
    };
  });
  return { header, rows };
}

/** What a line holds: texts, numbers and booleans as texts, lists and mappings as they are. */
function parseLine(line: string, file: string, row: number): Map<string, string | object> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new DataError(
      `Cannot read the line as it must be valid JSON: ${messageOf(error)}`,
      { file, row },
      { cause: error },
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new DataError(`Cannot read the line as it must be a JSON object: ${line.slice(0, 40)}`, {
      file,
      row,
    });
  }
  return new Map(
    Object.entries(value).flatMap(([key, field]) =>
      field === null ? [] : [[key, typeof field === 'object' ? (field as object) : String(field).trim()]],
    ),
  );
}
