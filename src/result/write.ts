import { z } from 'zod';
import { writeFileAtomic } from './atomic.ts';
import { parseResults } from './read.ts';
import { type Results, resultsSchema } from './schema.ts';

/** Check a result and write it as `results.json`: whole or not at all.
 * @param path the file, not its folder.
 * @throws {StoreError} If the result breaks its schema (a NaN, say) or the file cannot be written. */
export async function writeResults(results: Results, path: string): Promise<void> {
  const checked = parseResults(results, `Cannot write the results "${path}"`);
  await writeFileAtomic(path, resultsJson(checked));
}

/** A result as JSON text: indented, with a list of numbers on one line. */
export function resultsJson(results: Results): string {
  // JSON strings hold no raw line break, so this matches lists of numbers only.
  const numberList = /\[\n\s+-?\d[^\n"]*(?:\n\s+-?\d[^\n"]*)*\n\s+\]/g;
  const text = JSON.stringify(results, null, 2);
  return `${text.replaceAll(numberList, (list) => list.replaceAll(/\n\s+/g, ' ').replace('[ ', '[').replace(' ]', ']'))}\n`;
}

/** The JSON Schema (draft 2020-12) of `results.json`. */
export function resultsJsonSchema(): Record<string, unknown> {
  return { title: 'Strata results', ...z.toJSONSchema(resultsSchema, { io: 'input' }) };
}
