import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { evaluationCodeHash, explorationCodeHash } from '../../src/experiment/code-hash.ts';
import { evaluationPackages, explorationPackages, installedVersion } from '../../src/experiment/packages.ts';

/** As installed, but for one package, which was upgraded. */
const upgraded = (name: string) => async (asked: string) =>
  asked === name ? '99.0.0' : installedVersion(asked);

/** The packages that a room imports. */
function importsOf(room: string): string[] {
  const folder = fileURLToPath(new URL(`../../src/${room}`, import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.d.ts'),
  );
  return files.flatMap((file) => {
    const source = readFileSync(join(folder, file), 'utf8').replaceAll(/^import type .*$/gm, '');
    return [...source.matchAll(/\b(?:from |import\()'((?:@[\w-]+\/)?[\w-]+)(?:\/[^']*)?'/g)].map(
      ([, name]) => name!,
    );
  });
}

describe('the hash of the code behind finished work', () => {
  it('is the same for the same code', async () => {
    expect(await evaluationCodeHash()).toBe(await evaluationCodeHash(installedVersion));
    expect(await evaluationCodeHash()).not.toBe(await explorationCodeHash());
  });

  it('changes with the version of each package', async () => {
    const hashes = evaluationPackages.map((name) => evaluationCodeHash(upgraded(name)));
    const distinct = new Set([await evaluationCodeHash(), ...(await Promise.all(hashes))]);
    expect(distinct.size).toBe(1 + evaluationPackages.length);
    const explored = explorationPackages.map((name) => explorationCodeHash(upgraded(name)));
    expect(new Set(await Promise.all(explored)).size).toBe(explorationPackages.length);
  });

  it('knows every package that its rooms compute with', () => {
    // They check settings, suggest names, write graphs, and run networks for features.
    const others = ['zod', 'fastest-levenshtein', 'protobufjs'];
    const isOther = (name: string) => others.includes(name) || name.startsWith('@tensorflow/');
    const used = (rooms: readonly string[]) =>
      new Set(rooms.flatMap(importsOf).filter((name) => !isOther(name)));
    const rooms = ['core', 'runtime', 'graph', 'linalg', 'estimator', 'evaluate'];
    expect(used(rooms)).toEqual(new Set(evaluationPackages));
    expect(used([...rooms, 'media', 'experiment/exploration'])).toEqual(new Set(explorationPackages));
  });
});

describe('installedVersion', () => {
  it('is that of the package that Node loads', async () => {
    const manifest = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string };
    expect(await installedVersion('onnxruntime-node')).toBe(manifest.version);
  });

  it('names what is not installed', async () => {
    await expect(installedVersion('no-such-package')).rejects.toThrow(
      'Cannot find the version of "no-such-package" as it must be installed',
    );
  });
});
