import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Effects } from '../../core/index.ts';
import { findRun, reportsFolderOf } from '../find-run.ts';
import { logRun } from '../log-to-mlflow.ts';

export interface ReportOptions {
  /** Folders of runs or of experiments (their latest run), `results.json` files, or names below `reports`. */
  readonly runs: readonly string[];
  readonly format: readonly ('html' | 'markdown')[];
  /** The folder of reports, where names are looked up. */
  readonly reports: string;
  /** Also log the runs to this MLflow server. */
  readonly mlflow?: string;
}

/** Write the reports of finished runs again, from their files alone, and the list of all runs beside them. */
export async function report(
  { runs, format, reports, mlflow }: ReportOptions,
  effects: Effects,
): Promise<void> {
  const { cwd, logger } = effects;
  // All of them before the first is written, so that a mistyped name changes nothing.
  const folders = await Promise.all(runs.map((run) => findRun(run, reports, cwd)));
  const [{ cellsCsv, readExploration, readResults, writeFileAtomic }, { writeIndex, writeReport }] =
    await Promise.all([import('../../result/index.ts'), import('../../report/index.ts')]);
  const homes = new Set<string>();
  for (const folder of folders) {
    const results = await readResults(join(folder, 'results.json'));
    const explored = join(folder, 'exploration.json');
    const exploration = existsSync(explored) ? await readExploration(explored) : undefined;
    await writeFileAtomic(join(folder, 'cells.csv'), cellsCsv(results));
    await writeReport(results, exploration, folder, format, effects.signal);
    logger.info(`Report written to ${relative(cwd, folder) || '.'}`);
    if (mlflow !== undefined) await logRun(results, folder, mlflow, effects);
    const home = reportsFolderOf(folder, results);
    if (home !== undefined) homes.add(home);
  }
  for (const home of homes) logger.info(`All runs: ${relative(cwd, await writeIndex(home))}`);
}
