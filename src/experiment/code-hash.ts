import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canonicalHash, sha256 } from '../core/index.ts';

/** The rooms whose code decides what an evaluation yields. */
const rooms = ['core', 'runtime', 'graph', 'linalg', 'estimator', 'evaluate'];

/** Hash of the code behind an evaluation, so that a finished cell is never reused after its code changed. */
export function evaluationCodeHash(): Promise<string> {
  return codeHash(rooms);
}

/** Hash of the code behind an exploration. */
export function explorationCodeHash(): Promise<string> {
  return codeHash([...rooms, 'media', 'experiment/exploration']);
}

async function codeHash(folders: readonly string[]): Promise<string> {
  const hashes: Record<string, string> = {};
  for (const room of folders) {
    const folder = fileURLToPath(new URL(`../${room}`, import.meta.url));
    for (const file of await readdir(folder, { recursive: true })) {
      if (file.endsWith('.ts')) hashes[`${room}/${file}`] = sha256(await readFile(join(folder, file)));
    }
  }
  return canonicalHash(hashes);
}
