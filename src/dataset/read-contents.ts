import { readFile, stat } from 'node:fs/promises';
import { type Effects, mapConcurrent, messageOf, sha256 } from '../core/index.ts';
import type { Content } from './types.ts';

/** The hash of a sample's bytes, or why they cannot be used. */
export type ReadContent = { readonly hash: string } | { readonly reason: string };

/** Files open at a time: enough to keep a disk busy, few enough for any limit on open files. */
const CONCURRENCY = 16;

/** Reading fewer files than this takes no time worth showing. */
const PROGRESS_FROM = 2_000;

/** Hash the bytes of files, or of texts in UTF-8.
 * @returns in the order of the contents.
 * @throws {InterruptedError} If the signal is raised. */
export async function readContents(contents: readonly Content[], effects: Effects): Promise<ReadContent[]> {
  const task =
    contents.length < PROGRESS_FROM
      ? undefined
      : effects.progress.start('Reading the data set', contents.length, 'samples');
  try {
    return await mapConcurrent(contents, CONCURRENCY, effects.signal, async (content) => {
      const read = 'text' in content ? { hash: sha256(content.text) } : await readFileContent(content.file);
      task?.advance(1);
      return read;
    });
  } finally {
    task?.stop();
  }
}

async function readFileContent(file: string): Promise<ReadContent> {
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
