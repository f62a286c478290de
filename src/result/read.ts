import { z } from 'zod';
import { StoreError } from '../core/index.ts';
import { inconsistencyOf } from './check.ts';
import { readJson } from './read-json.ts';
import { type Results, resultsSchema } from './schema.ts';

/** Read and check a `results.json`.
 * @throws {StoreError} If the file cannot be read, is not JSON, or is not a result of schema version 1. */
export async function readResults(path: string): Promise<Results> {
  const cannot = `Cannot read the results "${path}"`;
  return parseResults(await readJson(path, cannot), cannot);
}

/** Check that a value is a result.
 * @param cannot how the message of the error begins.
 * @throws {StoreError} Naming the first field that is wrong. */
export function parseResults(value: unknown, cannot = 'Cannot use the results'): Results {
  const parsed = resultsSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path.length ? z.core.toDotPath(issue.path) : 'the whole';
    throw new StoreError(`${cannot} as they must follow schema version 1: ${place}: ${issue?.message}`, {
      cause: parsed.error,
    });
  }
  const inconsistency = inconsistencyOf(parsed.data);
  if (inconsistency !== undefined) throw new StoreError(`${cannot} as ${inconsistency}`);
  return parsed.data;
}
