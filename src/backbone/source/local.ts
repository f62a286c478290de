import { basename, dirname, join } from 'node:path';
import { existing } from './folders.ts';
import type { FileFinder } from './types.ts';

/** A file and its neighbours. They are not pinned: their hash is part of every feature's key, so that a changed file is
 * another backbone. */
export function localFiles(path: string): FileFinder {
  return filesBelow(dirname(path), [basename(path)]);
}

/** A folder of TensorFlow.js: `model.json` and its shards. */
export function folderFiles(path: string): FileFinder {
  return path.endsWith('.json') ? localFiles(path) : filesBelow(path, ['model.json']);
}

/** Files of a folder. */
export function filesBelow(folder: string, files: readonly string[]): FileFinder {
  return {
    files,
    here: (name) => existing(join(folder, name)),
    find: async (name) => ({ path: join(folder, name) }),
  };
}
