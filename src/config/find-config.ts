import { readdir, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { ConfigError, didYouMean } from '../core/index.ts';

/** Find a config as named, else under `experiments/`.
 * @returns the path as messages should show it: relative if `name` is.
 * @throws {ConfigError} If there is no such file. */
export async function findConfig(name: string, cwd: string): Promise<string> {
  const candidates = isAbsolute(name) ? [name] : [name, join('experiments', name)];
  for (const candidate of candidates) {
    const found = await stat(resolve(cwd, candidate)).catch(() => undefined);
    if (found && !found.isDirectory()) return candidate;
  }
  const folders = candidates.map((candidate) => resolve(cwd, dirname(candidate)));
  const neighbours = (await Promise.all(folders.map(configsIn))).flat();
  const known = neighbours.map((file) => join(dirname(name), file));
  const hint = known.length === 0 ? 'there is no such file' : didYouMean(name, known);
  throw new ConfigError(`Cannot find config "${name}": ${hint}`);
}

async function configsIn(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder).catch(() => []);
  return files.filter((file) => /\.ya?ml$/.test(file));
}
