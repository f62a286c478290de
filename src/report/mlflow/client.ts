import { messageOf, StoreError } from '../../core/index.ts';

/** Where and how to reach an MLflow tracking server. */
export interface MlflowServer {
  /** As `http://localhost:5000`; a path before `/api` is kept. */
  readonly url: string;
  /** Holds `MLFLOW_TRACKING_TOKEN`, or `MLFLOW_TRACKING_USERNAME` and `MLFLOW_TRACKING_PASSWORD`, where the server asks
   * for them. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/** Milliseconds until a call that nobody answers counts as failed. */
const patience = 30_000;

/** Call the REST API of a tracking server.
 * @param call method and path below `/api/2.0/`, with a JSON body or the bytes of a file.
 * @returns the answer as JSON; an empty mapping where it has none.
 * @throws {StoreError} If the server cannot be reached or refuses.
 * Source: https://mlflow.org/docs/latest/rest-api.html */
export async function callMlflow(
  { url, env, signal }: MlflowServer,
  call: { readonly method: 'GET' | 'POST' | 'PUT'; readonly path: string } & (
    | { readonly json?: unknown }
    | { readonly bytes: Uint8Array<ArrayBuffer> }
  ),
): Promise<unknown> {
  const address = `${url.replace(/\/+$/, '')}/api/2.0/${call.path}`;
  const isFile = 'bytes' in call;
  const body = isFile ? call.bytes : call.json === undefined ? null : JSON.stringify(call.json);
  try {
    const response = await fetch(address, {
      method: call.method,
      headers: {
        ...authorization(env),
        'content-type': isFile ? 'application/octet-stream' : 'application/json',
      },
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
    });
    const text = await response.text();
    if (!response.ok) throw new MlflowRefusal(response.status, text);
    return text === '' ? {} : JSON.parse(text);
  } catch (error) {
    if (error instanceof MlflowRefusal) throw error;
    // fetch hides what happened in the cause
    const reason = messageOf(error instanceof TypeError && error.cause ? error.cause : error);
    throw new StoreError(`Cannot reach the MLflow server at ${url}: ${reason || 'no connection'}`, {
      cause: error,
    });
  }
}

/** The server answered that it will not do it. */
export class MlflowRefusal extends StoreError {
  /** As `RESOURCE_DOES_NOT_EXIST`; undefined where the answer names none. */
  readonly code: string | undefined;

  constructor(status: number, answer: string) {
    const { error_code: code, message } = parsed(answer);
    super(`The MLflow server answered ${[status, code].filter(Boolean).join(' ')}: ${message}`);
    this.code = code;
  }
}

function parsed(answer: string): { error_code?: string; message: string } {
  const shown = answer.trim().slice(0, 200) || 'nothing more';
  try {
    return { message: shown, ...(JSON.parse(answer) as object) };
  } catch {
    return { message: shown };
  }
}

function authorization(env: MlflowServer['env']): Record<string, string> {
  const {
    MLFLOW_TRACKING_TOKEN: token,
    MLFLOW_TRACKING_USERNAME: user,
    MLFLOW_TRACKING_PASSWORD: password,
  } = env;
  if (token !== undefined) return { authorization: `Bearer ${token}` };
  if (user === undefined || password === undefined) return {};
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}
