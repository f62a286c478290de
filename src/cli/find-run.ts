import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { StoreError } from '../core/index.ts';
import type { Results } from '../result/index.ts';

/** Find the folder of a run.
 * @param run its folder, its `results.json`, the folder of an experiment (its latest run), or `experiment` or
 * `experiment/run` below the folder of reports.
 * @param reports the folder of reports, relative to `cwd`.
 * @returns absolute, links followed: `latest` stands for the run that it points to.
 * @throws {StoreError} If there is no results.json. */
export async function findRun(run: string, reports: string, cwd: string): Promise<string> {
  const places = [resolve(cwd, run), resolve(cwd, reports, run)];
  for (const place of places) {
    for (const file of [place, join(place, 'results.json'), join(place, 'latest', 'results.json')]) {
      const found = await stat(file).catch(() => undefined);
      if (found?.isFile() && basename(file) === 'results.json') return realpath(dirname(file));
    }
  }
  throw new StoreError(
    `Cannot find the run "${run}" as it must be a folder with a results.json, that file, or a name below ${reports}/: there is none`,
  );
}

/** The folder of reports that a run stands in, as `<reports>/<experiment>/<run>`.
 * @param folder of the run, absolute.
 * @returns undefined where it was moved elsewhere. */
export function reportsFolderOf(folder: string, { experiment, run }: Results): string | undefined {
  const home = dirname(folder);
  return basename(folder) === run && basename(home) === experiment ? dirname(home) : undefined;
}
