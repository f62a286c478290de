import { readFile } from 'node:fs/promises';
import { messageOf, StoreError } from '../core/index.ts';

/** Read a JSON file.
 * @param cannot how the message of the error begins.
 * @throws {StoreError} If the file cannot be read or is not JSON. */
export async function readJson(path: string, cannot: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new StoreError(`${cannot} as the file must be readable: ${messageOf(error)}`, { cause: error });
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new StoreError(`${cannot} as the file must be JSON: ${messageOf(error)}`, { cause: error });
  }
}
