import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Packages whose version can change what an evaluation yields. */
export const evaluationPackages = [
  'onnxruntime-node',
  'pure-rand',
  'ml-kmeans',
  'ml-logistic-regression',
  'ml-matrix',
  'ml-pca',
  'ml-random-forest',
  'ml-svm',
];

/** The same of an exploration: what it shares with an evaluation, maps and pictures. */
export const explorationPackages = [
  ...evaluationPackages,
  'umap-js',
  '@saehrimnir/druidjs',
  '@napi-rs/image',
  'sharp',
];

/** Finds the version of a package. */
export type VersionOf = (name: string) => Promise<string>;

const { resolve } = createRequire(import.meta.url);

/** The version of an installed package, from the folder that Node would load it from: not every package exports its
 * package.json.
 * @throws {Error} If it is not installed. */
export const installedVersion: VersionOf = async (name) => {
  for (const folder of resolve.paths(name) ?? []) {
    const content = await readFile(join(folder, name, 'package.json'), 'utf8').catch(() => undefined);
    if (content !== undefined) return (JSON.parse(content) as { version: string }).version;
  }
  throw new Error(`Cannot find the version of "${name}" as it must be installed`);
};

/** The version of each package. */
export async function versionsOf(
  names: readonly string[],
  versionOf: VersionOf = installedVersion,
): Promise<Record<string, string>> {
  const entries = names.map(async (name) => [name, await versionOf(name)] as const);
  return Object.fromEntries(await Promise.all(entries));
}
