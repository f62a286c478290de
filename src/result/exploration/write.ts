import { z } from 'zod';
import { writeFileAtomic } from '../atomic.ts';
import { parseExploration } from './read.ts';
import { type Exploration, explorationSchema } from './schema.ts';

/** Check an exploration and write it as `exploration.json`: whole or not at all, on one line.
 * @param path the file, not its folder.
 * @throws {StoreError} If the exploration breaks its schema or the file cannot be written. */
export async function writeExploration(exploration: Exploration, path: string): Promise<void> {
  const checked = parseExploration(exploration, `Cannot write the exploration "${path}"`);
  await writeFileAtomic(path, `${JSON.stringify(checked)}\n`);
}

/** The JSON Schema (draft 2020-12) of `exploration.json`. */
export function explorationJsonSchema(): Record<string, unknown> {
  return { title: 'Strata exploration', ...z.toJSONSchema(explorationSchema, { io: 'input' }) };
}
