import { createRequire } from 'node:module';
import { availableParallelism, cpus, totalmem } from 'node:os';
import type { Host } from '../core/index.ts';
import type { Results } from '../result/index.ts';
import { explorationPackages, versionsOf } from './packages.ts';

/** Packages whose version can change a number of a run. */
const numericPackages = [...explorationPackages, '@huggingface/tokenizers'];

const require = createRequire(import.meta.url);
const strata = require('../../package.json') as { version: string };

/** What the run ran on, for the record. */
export async function describeEnvironment(host: Host): Promise<Results['environment']> {
  return {
    strata: strata.version,
    node: host.node,
    platform: host.platform,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    packages: await versionsOf(numericPackages),
  };
}
