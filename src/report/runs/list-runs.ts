import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../../core/index.ts';
import { type Results, readResults } from '../../result/index.ts';

/** A run in a folder of reports. */
export type ListedRun = {
  /** Names of its folders below that of reports: experiment and run. */
  readonly folders: readonly [string, string];
} & (
  | {
      readonly results: Results;
      /** The page to open; absent where none was written. */
      readonly page?: 'report.html' | 'report.md';
    }
  /** Why it cannot be read. */
  | { readonly broken: string }
);

/** Every run below a folder of reports: the latest first, then those that cannot be read.
 * @param folder holds `<experiment>/<run>/results.json`; links and what is not finished are passed over. */
export async function listRuns(folder: string): Promise<readonly ListedRun[]> {
  const runs: ListedRun[] = [];
  for (const experiment of await foldersIn(folder)) {
    for (const run of await foldersIn(join(folder, experiment))) {
      runs.push(await describe(folder, [experiment, run]));
    }
  }
  const startOf = (run: ListedRun) => ('results' in run ? run.results.startedAt : '');
  return runs.sort((a, b) => (startOf(a) < startOf(b) ? 1 : startOf(a) > startOf(b) ? -1 : 0));
}

async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
}

async function describe(folder: string, folders: readonly [string, string]): Promise<ListedRun> {
  const home = join(folder, ...folders);
  try {
    const results = await readResults(join(home, 'results.json'));
    for (const page of ['report.html', 'report.md'] as const) {
      const found = await stat(join(home, page)).catch(() => undefined);
      if (found?.isFile()) return { folders, results, page };
    }
    return { folders, results };
  } catch (error) {
    return { folders, broken: messageOf(error) };
  }
}
