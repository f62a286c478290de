import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { logToMlflow } from '../../src/report/index.ts';
import { mlflowFields } from '../../src/report/mlflow/fields.ts';
import type { Results } from '../../src/result/index.ts';
import { hostileResults } from '../support/hostile-results.ts';
import { type FakeMlflow, startFakeMlflow } from '../support/mlflow-server.ts';
import { resultsFixture } from '../support/results-fixture.ts';
import { tempFolder } from '../support/temp-folder.ts';

let server: FakeMlflow | undefined;
afterEach(() => server?.close());

/** Log a run with two files to a fake server. */
async function log(
  options: Parameters<typeof startFakeMlflow>[0] = {},
  env: Record<string, string> = {},
  results: Results = resultsFixture(),
) {
  server = await startFakeMlflow(options);
  const folder = tempFolder();
  mkdirSync(join(folder, 'figures'));
  writeFileSync(join(folder, 'results.json'), '{}');
  writeFileSync(join(folder, 'figures', 'a "b" #1.svg'), '<svg/>');
  return logToMlflow(results, folder, { url: `${server.url}/`, env, signal: new AbortController().signal });
}

const sent = (path: string) =>
  server!.calls.filter((call) => call.path === path).map(({ body }) => JSON.parse(body));

describe('logging a run to MLflow', () => {
  it('makes the experiment and the run, and ends it when all is there', async () => {
    const { page, wasThere } = await log();
    expect(page).toBe(`${server!.url}/#/experiments/7/runs/r1`);
    expect(wasThere).toBe(false);
    expect(server!.calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET mlflow/experiments/get-by-name',
      'POST mlflow/experiments/create',
      'POST mlflow/runs/search',
      'POST mlflow/runs/create',
      'POST mlflow/runs/log-batch',
      'POST mlflow/runs/log-batch',
      expect.stringMatching(/^PUT mlflow-artifacts\/artifacts\/7\/r1\/artifacts\//),
      expect.stringMatching(/^PUT mlflow-artifacts\/artifacts\/7\/r1\/artifacts\//),
      'POST mlflow/runs/update',
    ]);
    const results = resultsFixture();
    const startTime = Date.parse(results.startedAt);
    expect(sent('mlflow/experiments/create')).toEqual([{ name: results.experiment }]);
    expect(sent('mlflow/runs/create')).toMatchObject([
      { experiment_id: '7', run_name: results.run, start_time: startTime },
    ]);
    expect(sent('mlflow/runs/update')).toEqual([
      { run_id: 'r1', status: 'FINISHED', end_time: startTime + Math.round(results.seconds * 1000) },
    ]);
    const uploads = server!.calls.filter(({ method }) => method === 'PUT');
    expect(new Map(uploads.map(({ path, body }) => [path.split('/artifacts/').at(-1), body]))).toEqual(
      new Map([
        ['results.json', '{}'],
        ['figures/a%20%22b%22%20%231.svg', '<svg/>'],
      ]),
    );
  });

  it('leaves a run alone that is there already', async () => {
    const { page, wasThere } = await log({ finished: true });
    expect({ page, wasThere }).toEqual({ page: `${server!.url}/#/experiments/7/runs/r1`, wasThere: true });
    expect(server!.calls.at(-1)!.path).toBe('mlflow/runs/search');
  });

  it('marks a run as failed that could not be logged to its end', async () => {
    await expect(log({ refuses: 'mlflow-artifacts/' })).rejects.toThrow(
      'The MLflow server answered 500 INTERNAL_ERROR: disk full',
    );
    expect(sent('mlflow/runs/update')).toMatchObject([{ status: 'FAILED' }]);
  });

  it('says so where the server takes no artifacts itself', async () => {
    await expect(log({ artifactUri: 's3://bucket/7' })).rejects.toThrow(
      /--serve-artifacts.*s3:\/\/bucket\/7/,
    );
  });

  it('shows who it is where the environment says', async () => {
    await log({}, { MLFLOW_TRACKING_USERNAME: 'ann', MLFLOW_TRACKING_PASSWORD: 'pw' });
    expect(new Set(server!.calls.map(({ headers }) => headers.authorization))).toEqual(
      new Set([`Basic ${Buffer.from('ann:pw').toString('base64')}`]),
    );
    await server!.close();
    await log({}, { MLFLOW_TRACKING_TOKEN: 't' });
    expect(server!.calls[0]!.headers.authorization).toBe('Bearer t');
  });
});

describe('what MLflow is told', () => {
  it('has a step for each fold and for each layer', () => {
    const results = resultsFixture();
    const { metrics } = mlflowFields(results);
    const best = results.cells.find(({ id }) => id === results.answer.best)!.metrics.accuracy!;
    const pointsOf = (key: string) => metrics.filter((point) => point.key === key);
    expect(pointsOf('accuracy')).toMatchObject([{ value: best.mean, step: 0 }]);
    expect(pointsOf('accuracy low')[0]!.value).toBe(best.ci95[0]);
    expect(pointsOf('accuracy by fold').map(({ step, value }) => [step, value])).toEqual(
      best.perFold.map((value, fold) => [fold, value]),
    );
    expect(pointsOf('accuracy by layer mobilenet-v3-coco').map(({ step }) => step)).toEqual(
      Array.from({ length: 8 }, (_, layer) => layer),
    );
  });

  it('keeps to the keys and lengths that MLflow takes, whatever names there are', () => {
    const { params, metrics, tags } = mlflowFields(hostileResults());
    for (const { key } of [...params, ...metrics]) expect(key).toMatch(/^[\w\-. ]{1,250}$/);
    for (const { value } of params) expect(value.length).toBeLessThanOrEqual(500);
    for (const { value } of tags) expect(value.length).toBeLessThanOrEqual(5000);
    expect(new Set(params.map(({ key }) => key)).size).toBe(params.length);
  });
});
