import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { messageOf, StoreError } from '../../core/index.ts';
import { readPredictions, readResults } from '../../result/index.ts';
import { createView } from '../view.ts';
import type { ComparedRun } from './types.ts';

/** Read the files of a run; only `results.json` must be there.
 * @param folder of the run.
 * @throws {StoreError} If a file cannot be read. */
export async function readRun(folder: string, title: string, letter: string): Promise<ComparedRun> {
  const results = await readResults(join(folder, 'results.json'));
  const config = await unlessMissing(readConfig(join(folder, 'config.resolved.yaml')));
  const predictions = await unlessMissing(readPredictions(join(folder, 'predictions.csv')));
  return {
    letter,
    title,
    results,
    view: createView(results),
    ...(config === undefined ? {} : { config }),
    ...(predictions === undefined ? {} : { predictions }),
  };
}

async function readConfig(path: string): Promise<unknown> {
  try {
    return parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new StoreError(`Cannot read the config "${path}" as it must be YAML: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

/** What a promise gives, or undefined where it fails for want of the file. */
function unlessMissing<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  return reading.catch((error: Error) => {
    if ((error.cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return undefined;
    throw error;
  });
}
