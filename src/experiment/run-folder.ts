import { access, constants, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError, InterruptedError, messageOf, StoreError } from '../core/index.ts';

/** Where the runs of one experiment go: `reports/<experiment>/<run>`. */
export interface RunFolders {
  /** Write the files of a run; the folder appears under its name only when all of it is there, then `latest` points to it.
   * @returns the run's folder.
   * @throws {StoreError} If it cannot be written. @throws {InterruptedError} As it came from `write`. */
  publish(run: string, write: (folder: string) => Promise<void>): Promise<string>;
}

/** Prepare the folder before any work is done, so that a long run cannot end in a folder that refuses its report.
 * @throws {ConfigError} If it cannot be made or written. */
export async function openRunFolders(folder: string, experiment: string): Promise<RunFolders> {
  const home = join(folder, experiment);
  try {
    await mkdir(home, { recursive: true });
    await access(home, constants.W_OK);
    const probe = join(home, '.writable');
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    throw new ConfigError(`Cannot write reports to "${home}": ${messageOf(error)}`, {}, { cause: error });
  }
  return {
    publish: async (run, write) => {
      const unfinished = join(home, `.unfinished-${run}`);
      const finished = join(home, run);
      try {
        await mkdir(unfinished);
        await write(unfinished);
        await rename(unfinished, finished);
        await pointLatestTo(home, run);
      } catch (error) {
        await rm(unfinished, { recursive: true, force: true });
        if (error instanceof StoreError || error instanceof InterruptedError) throw error;
        throw new StoreError(`Cannot write the run to "${finished}": ${messageOf(error)}`, { cause: error });
      }
      return finished;
    },
  };
}

async function pointLatestTo(home: string, run: string): Promise<void> {
  const link = join(home, `.latest-${run}`);
  await symlink(run, link, 'junction');
  await rename(link, join(home, 'latest'));
}

/** A run's name: when it started, to the millisecond, sorted by time and usable as a file name. */
export function runName(startedAt: Date): string {
  return startedAt.toISOString().replace(/[:.]/g, '-');
}
