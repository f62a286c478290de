import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import type { Host } from '../core/index.ts';
import type { Results } from '../result/index.ts';

/** Packages whose version can change a number. */
const numericPackages = [
  'onnxruntime-node',
  '@huggingface/tokenizers',
  '@napi-rs/image',
  'sharp',
  'umap-js',
  '@saehrimnir/druidjs',
];

const require = createRequire(import.meta.url);
const strata = require('../../package.json') as { version: string };

/** What the run ran on, for the record. */
export async function describeEnvironment(host: Host): Promise<Results['environment']> {
  const packages = await Promise.all(
    numericPackages.map(async (name) => [name, await installedVersion(name)]),
  );
  return {
    strata: strata.version,
    node: host.node,
    platform: host.platform,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    packages: Object.fromEntries(packages),
  };
}

/** The version of a package, found by walking up from its entry point: not every package exports its package.json. */
async function installedVersion(name: string): Promise<string> {
  let folder = dirname(require.resolve(name));
  while (!folder.endsWith(join('node_modules', ...name.split('/')))) folder = dirname(folder);
  return versionIn(join(folder, 'package.json'));
}

async function versionIn(file: string): Promise<string> {
  return (JSON.parse(await readFile(file, 'utf8')) as { version: string }).version;
}
