import { resolve } from 'node:path';
import type { Effects } from './effects.ts';

/** The folder that holds all state kept between runs: `STRATA_HOME`, or `.strata` under the working folder; absolute. */
export function strataHome({ cwd, env }: Pick<Effects, 'cwd' | 'env'>): string {
  return resolve(cwd, env.STRATA_HOME || '.strata');
}
