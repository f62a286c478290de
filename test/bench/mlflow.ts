/** Log a made run to a real MLflow tracking server, read it back over the server's REST API and compare: parameters,
 * metrics with their steps, tags and every artifact byte by byte. Starts the server itself, in a temporary folder. Ends
 * with code 1 where anything differs.
 *
 *   python3 -m venv mlflow-venv && mlflow-venv/bin/pip install mlflow
 *   MLFLOW=mlflow-venv/bin/mlflow npx tsx test/bench/mlflow.ts [port] */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { logToMlflow, writeReport } from '../../src/report/index.ts';
import { mlflowFields } from '../../src/report/mlflow/fields.ts';
import { cellsCsv, writeResults } from '../../src/result/index.ts';
import { resultsFixture } from '../support/results-fixture.ts';
import { printTable } from './assets.ts';

interface Entry {
  readonly key: string;
  readonly value: string | number;
}

interface Run {
  readonly info: { readonly status: string; readonly run_name: string };
  readonly data: { readonly params: Entry[]; readonly metrics: Entry[]; readonly tags: Entry[] };
}

const program = resolve(process.env.MLFLOW ?? 'mlflow');
const port = Number(process.argv[2] ?? 5077);
const url = `http://127.0.0.1:${port}`;
const folder = mkdtempSync(join(tmpdir(), 'strata-mlflow-'));
const server = spawn(program, ['server', '--host', '127.0.0.1', '--port', String(port), '--workers', '1'], {
  cwd: folder,
  stdio: 'ignore',
  detached: true,
});

async function get<Answer>(path: string): Promise<Answer> {
  const response = await fetch(`${url}/api/2.0/${path}`);
  if (!response.ok) throw new Error(`${response.status} for ${path}`);
  return (await response.json()) as Answer;
}

async function untilReady(): Promise<void> {
  for (let second = 0; second < 120; second++) {
    const response = await fetch(`${url}/health`).catch(() => undefined);
    if (response?.ok) return;
    await wait(1000);
  }
  throw new Error(`${program} does not answer at ${url}`);
}

try {
  await untilReady();
  const results = resultsFixture();
  const home = join(folder, 'run');
  await writeResults(results, join(home, 'results.json'));
  writeFileSync(join(home, 'cells.csv'), cellsCsv(results));
  const written = await writeReport(results, undefined, home, ['html', 'markdown']);

  const access = { url, env: {}, signal: new AbortController().signal };
  const first = await logToMlflow(results, home, access);
  const again = await logToMlflow(results, home, access);
  const id = first.page.split('/').at(-1)!;
  const { run } = await get<{ run: Run }>(`mlflow/runs/get?run_id=${id}`);

  const expected = mlflowFields(results);
  const last = new Map(expected.metrics.map(({ key, value }) => [key, value]));
  const differing = (there: readonly Entry[], here: Iterable<readonly [string, string | number]>) => {
    const values = new Map(there.map(({ key, value }) => [key, value]));
    return [...here].filter(([key, value]) => values.get(key) !== value).map(([key]) => key);
  };
  const folds = expected.metrics.filter(({ key }) => key === 'accuracy by fold');
  const history = await get<{ metrics: { step: number; value: number }[] }>(
    `mlflow/metrics/get-history?run_id=${id}&metric_key=${encodeURIComponent('accuracy by fold')}`,
  );
  const files = [...written, join(home, 'results.json'), join(home, 'cells.csv')];
  const wrongFiles: string[] = [];
  for (const file of files) {
    const below = file.slice(home.length + 1);
    const path = `mlflow-artifacts/artifacts/1/${id}/artifacts/${below}`;
    const response = await fetch(`${url}/api/2.0/${path}`);
    if (!Buffer.from(await response.arrayBuffer()).equals(readFileSync(file))) wrongFiles.push(below);
  }
  const checks: readonly (readonly [string, string | number, readonly unknown[]])[] = [
    ['status', run.info.status, run.info.status === 'FINISHED' ? [] : [run.info.status]],
    ['logged again', again.wasThere ? 'left as it is' : 'a second time', again.wasThere ? [] : [again.page]],
    [
      'parameters',
      run.data.params.length,
      differing(
        run.data.params,
        expected.params.map(({ key, value }) => [key, value] as const),
      ),
    ],
    ['metrics', run.data.metrics.length, differing(run.data.metrics, last)],
    [
      'steps of "accuracy by fold"',
      history.metrics.length,
      folds.filter(
        ({ step, value }) => !history.metrics.some((point) => point.step === step && point.value === value),
      ),
    ],
    [
      'tags',
      run.data.tags.length,
      differing(
        run.data.tags,
        expected.tags.map(({ key, value }) => [key, value] as const),
      ),
    ],
    ['artifacts', files.length, wrongFiles],
  ];
  const version = execFileSync(program, ['--version'], { encoding: 'utf8' }).trim();
  process.stdout.write(`${version}, ${first.page}\n`);
  printTable(
    ['what', 'there', 'differs'],
    checks.map(([what, there, wrong]) => [
      what,
      String(there),
      wrong.length === 0 ? 'nothing' : JSON.stringify(wrong),
    ]),
  );
  if (checks.some(([, , wrong]) => wrong.length > 0)) process.exitCode = 1;
} finally {
  // The server's workers are in its process group.
  process.kill(-server.pid!, 'SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}
