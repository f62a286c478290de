import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { z } from 'zod';
import { StoreError } from '../../core/index.ts';
import type { Results } from '../../result/index.ts';
import { callMlflow, MlflowRefusal, type MlflowServer } from './client.ts';
import { type MlflowFields, mlflowFields, runTag } from './fields.ts';

/** A run on a tracking server. */
export interface LoggedRun {
  /** Its page. */
  readonly page: string;
  /** Whether it was there before. */
  readonly wasThere: boolean;
}

const runInfo = z.object({ info: z.object({ run_id: z.string(), artifact_uri: z.string() }) });
const answers = {
  experiment: z.object({ experiment: z.object({ experiment_id: z.string() }) }),
  created: z.object({ experiment_id: z.string() }),
  found: z.object({ runs: z.array(runInfo).optional() }),
  run: z.object({ run: runInfo }),
};

/** Log a run to an MLflow tracking server: parameters, metrics, tags, and all files of its folder as artifacts. A run
 * that is there already is left as it is; one that cannot be logged to its end is marked as failed there.
 * @param folder of the run.
 * @throws {StoreError} If the server cannot be reached, refuses, or takes no artifacts itself. */
export async function logToMlflow(
  results: Results,
  folder: string,
  server: MlflowServer,
): Promise<LoggedRun> {
  const experiment = await experimentId(results.experiment, server);
  const pageOf = (run: string) => `${server.url.replace(/\/+$/, '')}/#/experiments/${experiment}/runs/${run}`;
  const earlier = await findFinished(experiment, results.run, server);
  if (earlier !== undefined) return { page: pageOf(earlier), wasThere: true };

  const fields = mlflowFields(results);
  const { run } = answers.run.parse(
    await post(server, 'mlflow/runs/create', {
      experiment_id: experiment,
      run_name: results.run,
      start_time: fields.startTime,
      tags: fields.tags,
    }),
  );
  const id = run.info.run_id;
  const end = (status: 'FINISHED' | 'FAILED') =>
    post(server, 'mlflow/runs/update', { run_id: id, status, end_time: fields.endTime });
  try {
    await logFields(id, fields, server);
    await uploadFiles(folder, run.info.artifact_uri, server);
    await end('FINISHED');
  } catch (error) {
    // What went wrong matters more than that the mark could not be set.
    await end('FAILED').catch(() => {});
    throw error;
  }
  return { page: pageOf(id), wasThere: false };
}

function post(server: MlflowServer, path: string, json: unknown): Promise<unknown> {
  return callMlflow(server, { method: 'POST', path, json });
}

async function experimentId(name: string, server: MlflowServer): Promise<string> {
  const path = `mlflow/experiments/get-by-name?experiment_name=${encodeURIComponent(name)}`;
  try {
    const found = await callMlflow(server, { method: 'GET', path });
    return answers.experiment.parse(found).experiment.experiment_id;
  } catch (error) {
    const isNew = error instanceof MlflowRefusal && error.code === 'RESOURCE_DOES_NOT_EXIST';
    if (!isNew) throw error;
    return answers.created.parse(await post(server, 'mlflow/experiments/create', { name })).experiment_id;
  }
}

async function findFinished(
  experiment: string,
  run: string,
  server: MlflowServer,
): Promise<string | undefined> {
  const found = await post(server, 'mlflow/runs/search', {
    experiment_ids: [experiment],
    filter: `attributes.status = 'FINISHED' and tags.\`${runTag}\` = '${run.replaceAll("'", '')}'`,
    max_results: 1,
  });
  return answers.found.parse(found).runs?.[0]?.info.run_id;
}

/** Most metrics, and most parameters, that one call may bring. */
const batch = { metrics: 900, params: 100 };

async function logFields(id: string, { metrics, params }: MlflowFields, server: MlflowServer): Promise<void> {
  await post(server, 'mlflow/runs/log-batch', { run_id: id, params: params.slice(0, batch.params) });
  for (let i = 0; i < metrics.length; i += batch.metrics) {
    const some = metrics.slice(i, i + batch.metrics);
    await post(server, 'mlflow/runs/log-batch', { run_id: id, metrics: some });
  }
}

/** Upload through the server, which must stand before its store of artifacts.
 * Source: https://mlflow.org/docs/latest/tracking/server.html, "proxied artifact access". */
async function uploadFiles(folder: string, artifacts: string, server: MlflowServer): Promise<void> {
  if (!artifacts.startsWith('mlflow-artifacts:')) {
    throw new StoreError(
      `Cannot upload the files of the run as the MLflow server must take artifacts itself (--serve-artifacts): it keeps them in ${artifacts}`,
    );
  }
  const home = new URL(artifacts).pathname.replace(/^\/+/, '');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((item) => item.isFile())) {
    const file = join(entry.parentPath, entry.name);
    const below = file.slice(join(folder, sep).length).split(sep).map(encodeURIComponent).join('/');
    const path = `mlflow-artifacts/artifacts/${home}/${below}`;
    await callMlflow(server, { method: 'PUT', path, bytes: new Uint8Array(await readFile(file)) });
  }
}
