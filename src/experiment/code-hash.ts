import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canonicalHash, sha256 } from '../core/index.ts';
import { evaluationPackages, explorationPackages, type VersionOf, versionsOf } from './packages.ts';

/** The rooms whose code decides what an evaluation yields. */
const rooms = ['core', 'runtime', 'graph', 'linalg', 'estimator', 'evaluate'];

/** Hash of the code behind an evaluation, ours and that of packages by their versions, so that a finished cell is never
 * reused after its code changed.
 * @param versionOf default: as installed. */
export function evaluationCodeHash(versionOf?: VersionOf): Promise<string> {
  return codeHash(rooms, evaluationPackages, versionOf);
}

/** The same of the code behind an exploration. */
export function explorationCodeHash(versionOf?: VersionOf): Promise<string> {
  return codeHash([...rooms, 'media', 'experiment/exploration'], explorationPackages, versionOf);
}

async function codeHash(
  folders: readonly string[],
  packages: readonly string[],
  versionOf: VersionOf | undefined,
): Promise<string> {
  const hashes: Record<string, string> = {};
  for (const room of folders) {
    const folder = fileURLToPath(new URL(`../${room}`, import.meta.url));
    for (const file of await readdir(folder, { recursive: true })) {
      if (file.endsWith('.ts')) hashes[`${room}/${file}`] = sha256(await readFile(join(folder, file)));
    }
  }
  return canonicalHash({ files: hashes, packages: await versionsOf(packages, versionOf) });
}
