import { readdir, realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { DataError, throwIfAborted } from '../core/index.ts';
import type { SkippedSample } from './types.ts';

/** What lies below a folder; paths are relative to it, with forward slashes, sorted by code unit within each folder. */
export interface FoundFiles {
  readonly images: readonly string[];
  /** Files of other kinds; hidden ones are passed over. */
  readonly others: readonly string[];
  /** Links that lead nowhere, or back to a folder above them. */
  readonly skipped: readonly SkippedSample[];
}

/** Find the images below a folder, at any depth; links are followed, but never in a circle.
 * @param extensions in lower case, with the dot.
 * @throws {DataError} If a folder cannot be read. */
export async function findImages(
  root: string,
  extensions: readonly string[],
  signal: AbortSignal,
): Promise<FoundFiles> {
  const wanted = new Set(extensions);
  const found = { images: [] as string[], others: [] as string[], skipped: [] as SkippedSample[] };

  const visit = async (path: string, above: readonly string[]): Promise<void> => {
    throwIfAborted(signal);
    const folder = join(root, path);
    const real = await realpath(folder);
    if (above.includes(real)) {
      found.skipped.push({
        id: path,
        reason: 'Cannot follow the link as it leads back to a folder above it',
      });
      return;
    }
    const names = await readdir(folder).catch((error: unknown) => {
      throw new DataError(`Cannot read the folder "${folder}" as permission is needed`, {}, { cause: error });
    });
    for (const name of names.filter((name) => !name.startsWith('.')).sort()) {
      const child = path === '' ? name : `${path}/${name}`;
      const kind = await kindOf(join(root, child));
      if (kind === 'folder') await visit(child, [...above, real]);
      else if (!wanted.has(extname(name).toLowerCase())) found.others.push(child);
      else if (kind === 'file') found.images.push(child);
      else found.skipped.push({ id: child, reason: `Cannot read as ${kind}` });
    }
  };

  await visit('', []);
  return found;
}

/** Whether a path leads to a folder or a file, else why to neither. */
async function kindOf(path: string): Promise<string> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return 'folder';
    return found.isFile() ? 'file' : 'it is not a regular file';
  } catch {
    return 'its link leads nowhere';
  }
}
