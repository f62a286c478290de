import { z } from 'zod';
import { StoreError } from '../../core/index.ts';
import { readJson } from '../read-json.ts';
import { inconsistencyOf } from './check.ts';
import { type Exploration, explorationSchema } from './schema.ts';

/** Read and check an `exploration.json`.
 * @throws {StoreError} If the file cannot be read, is not JSON, or is not an exploration of schema version 1. */
export async function readExploration(path: string): Promise<Exploration> {
  const cannot = `Cannot read the exploration "${path}"`;
  return parseExploration(await readJson(path, cannot), cannot);
}

/** Check that a value is an exploration.
 * @param cannot how the message of the error begins.
 * @throws {StoreError} Naming the first field that is wrong. */
export function parseExploration(value: unknown, cannot = 'Cannot use the exploration'): Exploration {
  const parsed = explorationSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path.length ? z.core.toDotPath(issue.path) : 'the whole';
    throw new StoreError(`${cannot} as it must follow schema version 1: ${place}: ${issue?.message}`, {
      cause: parsed.error,
    });
  }
  const inconsistency = inconsistencyOf(parsed.data);
  if (inconsistency !== undefined) throw new StoreError(`${cannot} as ${inconsistency}`);
  return parsed.data;
}
