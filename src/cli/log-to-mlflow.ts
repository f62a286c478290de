import { relative } from 'node:path';
import type { Effects } from '../core/index.ts';
import type { Results } from '../result/index.ts';

/** Log a finished run to an MLflow server, and say where it is. */
export async function logRun(
  results: Results,
  folder: string,
  url: string,
  { env, signal, logger }: Effects,
): Promise<void> {
  const { logToMlflow } = await import('../report/index.ts');
  const { page, wasThere } = await logToMlflow(results, folder, { url, env, signal });
  logger.info(`MLflow: ${page}${wasThere ? ' (it was there already)' : ''}`);
}

/** How to log a run later.
 * @param folder absolute. */
export function mlflowHint(folder: string, url: string, cwd: string): string {
  return `log it later with: strata report ${quoted(relative(cwd, folder))} --mlflow ${url}`;
}

/** As a shell takes it. */
function quoted(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
