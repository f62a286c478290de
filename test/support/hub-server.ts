import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sha256 } from '../../src/core/index.ts';

/** What goes wrong when the storage server hands out a file. */
export type Fault =
  | { readonly kind: 'cut'; readonly after: number }
  | { readonly kind: 'end-early'; readonly after: number }
  | { readonly kind: 'other-bytes' }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'stall'; readonly after: number };

export interface HubServer {
  readonly endpoint: string;
  /** `METHOD path`, with ` range` and ` token` where the request had them, in their order. */
  readonly requests: string[];
  /** Faults of the next downloads, one each. */
  readonly faults: Fault[];
  /** Replace files of the repository, which moves `main` to a new commit. */
  publish(files: Readonly<Record<string, Uint8Array>>): string;
  close(): Promise<void>;
}

export const repo = 'lab/net';
/** The only token that may read `lab/gated`. */
export const token = 'hf_good';

/** A server on the loopback that speaks the protocol of the Hugging Face hub: `lab/net` with its commits, `lab/gated` that
 * asks for a token, `.onnx` files behind a redirect to a storage server, all other files in place. */
export async function startHub(files: Readonly<Record<string, Uint8Array>>): Promise<HubServer> {
  const commits = new Map<string, Readonly<Record<string, Uint8Array>>>();
  const blobs = new Map<string, Uint8Array>();
  const requests: string[] = [];
  const faults: Fault[] = [];
  let main = '';
  const publish = (changed: Readonly<Record<string, Uint8Array>>) => {
    const all = { ...commits.get(main), ...changed };
    main = createHash('sha1').update(`commit ${commits.size}`).digest('hex');
    commits.set(main, all);
    for (const bytes of Object.values(all)) blobs.set(sha256(bytes), bytes);
    return main;
  };
  publish(files);

  const resolveFile = (request: IncomingMessage, response: ServerResponse, path: string) => {
    const [org, name, , revision = '', ...rest] = path.split('/').slice(1).map(decodeURIComponent);
    const refuse = (status: number, code?: string) =>
      response.writeHead(status, code === undefined ? {} : { 'X-Error-Code': code }).end();
    const id = `${org}/${name}`;
    if (id === 'lab/gated' && request.headers.authorization !== `Bearer ${token}`)
      return refuse(401, 'GatedRepo');
    if (id === 'lab/private') return refuse(401);
    if (id !== repo && id !== 'lab/gated') return refuse(404, 'RepoNotFound');
    const commit = revision === 'main' ? main : revision;
    const tree = commits.get(commit);
    if (tree === undefined) return refuse(404, 'RevisionNotFound');
    const bytes = tree[rest.join('/')];
    if (bytes === undefined) return refuse(404, 'EntryNotFound');
    const headers = { 'X-Repo-Commit': commit, 'Accept-Ranges': 'bytes' };
    if (rest.at(-1)!.endsWith('.onnx')) {
      const digest = sha256(bytes);
      const linked = { 'X-Linked-Etag': `"${digest}"`, 'X-Linked-Size': bytes.length };
      return response
        .writeHead(302, { ...headers, ...linked, Location: `${storage()}/storage/${digest}` })
        .end();
    }
    return send(request, response, bytes, { ...headers, ETag: `"${gitBlobId(bytes)}"` });
  };

  const server = createServer((request, response) => {
    const { method, url = '/' } = request;
    const marks = [request.headers.range && 'range', request.headers.authorization && 'token'].filter(
      Boolean,
    );
    requests.push([method, url, ...marks].join(' '));
    const path = url.split('?')[0]!;
    const blob = /^\/storage\/(\w+)$/.exec(path)?.[1];
    if (blob !== undefined) return deliver(request, response, blobs.get(blob)!, faults.shift());
    if (path.startsWith(`/api/models/${repo}/tree/`)) {
      const tree = Object.entries(commits.get(main)!).map(([name, bytes]) => ({
        type: 'file',
        path: name,
        size: bytes.length,
        oid: gitBlobId(bytes),
      }));
      return response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(tree));
    }
    if (path.startsWith('/files/')) return serveFile(request, response, path.slice('/files/'.length));
    return resolveFile(request, response, path);
  });

  /** Plain files, as any web server has them. */
  const serveFile = (request: IncomingMessage, response: ServerResponse, name: string) => {
    const bytes = commits.get(main)![name];
    if (bytes === undefined) return response.writeHead(404).end();
    const etag = { ETag: `"${sha256(bytes).slice(0, 8)}"` };
    const fault = request.method === 'GET' ? faults.shift() : undefined;
    return fault === undefined
      ? send(request, response, bytes, etag)
      : deliver(request, response, bytes, fault);
  };

  const port = () => (server.address() as AddressInfo).port;
  /** Another origin than the hub's, as in the world. */
  const storage = () => `http://localhost:${port()}`;
  await new Promise<void>((started) => server.listen(0, '127.0.0.1', started));
  return {
    endpoint: `http://127.0.0.1:${port()}`,
    requests,
    faults,
    publish,
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

/** Git's name of a file's content. */
export function gitBlobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Uint8Array,
  headers: Record<string, string | number> = {},
) {
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const unchanged = [undefined, headers.ETag].includes(request.headers['if-range'] as string | undefined);
  if (start >= bytes.length && start > 0) return response.writeHead(416).end();
  const isPart = start > 0 && unchanged;
  const body = isPart ? bytes.subarray(start) : bytes;
  response.writeHead(isPart ? 206 : 200, {
    ...headers,
    'Content-Length': body.length,
    ...(isPart && { 'Content-Range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` }),
  });
  return response.end(request.method === 'HEAD' ? undefined : body);
}

function deliver(
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Uint8Array,
  fault: Fault | undefined,
) {
  switch (fault?.kind) {
    case undefined:
      return send(request, response, bytes);
    case 'status':
      return response.writeHead(fault.status).end();
    case 'other-bytes':
      return send(
        request,
        response,
        bytes.map((value) => value ^ 1),
      );
    case 'end-early':
      // Without a Content-Length the end looks like any other.
      response.writeHead(200, { 'Transfer-Encoding': 'chunked' });
      return response.end(bytes.subarray(0, fault.after));
    case 'cut':
      response.writeHead(200, { 'Content-Length': bytes.length });
      return response.write(bytes.subarray(0, fault.after), () => setTimeout(() => response.destroy(), 20));
    case 'stall':
      response.writeHead(200, { 'Content-Length': bytes.length });
      return response.write(bytes.subarray(0, fault.after));
  }
}
