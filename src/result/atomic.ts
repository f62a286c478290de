import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { messageOf, StoreError } from '../core/index.ts';

/** Write a whole file or nothing: into a neighbour first, which then takes the file's name. Folders above it are made.
 * @throws {StoreError} If the folder or the file cannot be written; a file that was there stays as it was. */
export async function writeFileAtomic(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw new StoreError(`Cannot write "${path}" as the folder must take new files: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
