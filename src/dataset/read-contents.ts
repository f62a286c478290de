import { readFile, stat } from 'node:fs/promises';
import { type Effects, messageOf, sha256 } from '../core/index.ts';
import { mapConcurrent } from './map-concurrent.ts';

/** The hash of a file's bytes, or why they cannot be used. */
export type Content = { readonly hash: string } | { readonly reason: string };

/** Files open at a time: enough to keep a disk busy, few enough for any limit on open files. */
const CONCURRENCY = 16;

/** Reading fewer files than this takes no time worth showing. */
const PROGRESS_FROM = 2_000;

/** Hash the bytes of files.
 * @returns in the order of the files.
 * @throws {InterruptedError} If the signal is raised. */
export async function readContents(files: readonly string[], effects: Effects): Promise<Content[]> {
  const task =
    files.length < PROGRESS_FROM
      ? undefined
      : effects.progress.start('Reading the data set', files.length, 'files');
  try {
    return await mapConcurrent(files, CONCURRENCY, effects.signal, async (file) => {
      const content = await readContent(file);
      task?.advance(1);
      return content;
    });
  } finally {
    task?.stop();
  }
}

async function readContent(file: string): Promise<Content> {
  try {
    // Asked first, for reading a pipe would wait for ever.
    const { size } = await stat(file).then((found) => (found.isFile() ? found : { size: -1 }));
    if (size === -1) return { reason: 'Cannot read as it is not a regular file' };
    if (size === 0) return { reason: 'Cannot read as the file is empty' };
    return { hash: sha256(await readFile(file)) };
  } catch (error) {
    return { reason: `Cannot read as ${ruleOf(error)}` };
  }
}

/** What the operating system's error says, in words. */
function ruleOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'permission is denied';
  if (code === 'ELOOP') return 'its link leads back to itself';
  return `the system refuses: ${messageOf(error)}`;
}
