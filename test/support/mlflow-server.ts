import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call that the server was sent. */
export interface Call {
  readonly method: string;
  /** Below `/api/2.0/`, without the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface FakeMlflow {
  readonly url: string;
  readonly calls: readonly Call[];
  close(): Promise<void>;
}

/** A server that answers the calls of MLflow's REST API that logging a run needs, with one experiment and one run.
 * @param options.finished whether the run is there already. @param options.refuses the path that it answers 500 to. */
export async function startFakeMlflow(
  options: { finished?: boolean; refuses?: string; artifactUri?: string } = {},
): Promise<FakeMlflow> {
  const calls: Call[] = [];
  const run = {
    info: { run_id: 'r1', artifact_uri: options.artifactUri ?? 'mlflow-artifacts:/7/r1/artifacts' },
  };
  const answers: Readonly<Record<string, unknown>> = {
    'mlflow/experiments/create': { experiment_id: '7' },
    'mlflow/runs/search': options.finished ? { runs: [run] } : {},
    'mlflow/runs/create': { run },
  };
  const server = createServer(async (request, response) => {
    const path = request.url!.replace('/prefix/api/2.0/', '').replace(/\?.*/, '');
    calls.push({ method: request.method!, path, headers: request.headers, body: await textOf(request) });
    const isUnknown = path === 'mlflow/experiments/get-by-name';
    const isRefused = options.refuses !== undefined && path.startsWith(options.refuses);
    response.statusCode = isUnknown ? 404 : isRefused ? 500 : 200;
    response.end(
      JSON.stringify(
        isUnknown
          ? { error_code: 'RESOURCE_DOES_NOT_EXIST', message: 'No such experiment' }
          : isRefused
            ? { error_code: 'INTERNAL_ERROR', message: 'disk full' }
            : (answers[path] ?? {}),
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/prefix`,
    calls,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
