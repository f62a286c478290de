import { readFile } from 'node:fs/promises';
import { DataError } from '../core/index.ts';

/** Read a table's file.
 * @param file absolute.
 * @param name what messages call it: `manifest "photos.csv"`.
 * @throws {DataError} If there is none, or it cannot be read. */
export async function readInput(file: string, name: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const rule =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'it must exist' : 'it must be a readable file';
    throw new DataError(`Cannot open the ${name} as ${rule}: "${file}"`, {}, { cause: error });
  }
}
