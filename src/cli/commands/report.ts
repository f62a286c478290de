import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Effects, StoreError } from '../../core/index.ts';

export interface ReportOptions {
  /** A run's folder, an experiment's (its latest run is taken), or a `results.json`. */
  readonly run: string;
  readonly format: readonly ('html' | 'markdown')[];
}

/** Write the report of a finished run again. */
export async function report({ run, format }: ReportOptions, { cwd, logger }: Effects): Promise<void> {
  const file = await findResults(run, cwd);
  const [{ readResults }, { writeReport }] = await Promise.all([
    import('../../result/index.ts'),
    import('../../report/index.ts'),
  ]);
  const results = await readResults(resolve(cwd, file));
  await writeReport(results, resolve(cwd, dirname(file)), format);
  logger.info(`Report written to ${dirname(file)}`);
}

async function findResults(run: string, cwd: string): Promise<string> {
  const candidates = [run, join(run, 'results.json'), join(run, 'latest', 'results.json')];
  for (const candidate of candidates) {
    const found = await stat(resolve(cwd, candidate)).catch(() => undefined);
    if (found?.isFile()) return candidate;
  }
  throw new StoreError(`Cannot find a run in "${run}": it must be the folder of a run or its results.json`);
}
