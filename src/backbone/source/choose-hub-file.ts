import { BackboneError, type Effects } from '../../core/index.ts';
import { unreachable } from './download.ts';
import { isOffline } from './folders.ts';
import { hubFiles } from './hub.ts';
import { hubEndpoint, hubHeaders } from './hub-protocol.ts';
import { readPins } from './pins.ts';

/** Where exporters put the graph, most usual first. */
const usual = ['onnx/model.onnx', 'model.onnx'];

/** Choose the graph of a repository: the usual name that is in the cache, or else, by the repository's list of files, the usual name or
 * the only ONNX file.
 * @throws {BackboneError} If the list cannot be had, or holds no ONNX file or several. */
export async function chooseHubFile(repo: string, revision: string, effects: Effects): Promise<string> {
  const context = { owner: repo, pins: await readPins(effects), remedy: '' };
  for (const name of usual) {
    const cached = await hubFiles({ repo, revision, files: [name] }, context, effects).here(name);
    if (cached !== undefined) return name;
  }
  if (isOffline(effects)) {
    throw new BackboneError(
      `Cannot open backbone "${repo}" as its weights must be on this machine: neither "${usual.join('" nor "')}" is in the cache and HF_HUB_OFFLINE is set; unset it, or name the file`,
    );
  }
  const graphs = await listGraphs(repo, revision, effects);
  const chosen = usual.find((name) => graphs.includes(name)) ?? (graphs.length === 1 ? graphs[0] : undefined);
  if (chosen !== undefined) return chosen;
  const seen = graphs.length === 0 ? 'it has none' : graphs.map((name) => `"${name}"`).join(', ');
  throw new BackboneError(
    `Cannot open backbone "${repo}" as it must have one ONNX file, or "file" must name one: ${seen}`,
  );
}

async function listGraphs(repo: string, revision: string, effects: Effects): Promise<string[]> {
  const { HubApiError, listFiles } = await import('@huggingface/hub');
  const send: typeof fetch = (input, init) =>
    fetch(input, {
      ...init,
      headers: { ...Object.fromEntries(new Headers(init?.headers)), ...hubHeaders(effects) },
      signal: effects.signal,
    });
  const names: string[] = [];
  try {
    const files = listFiles({ repo, revision, recursive: true, hubUrl: hubEndpoint(effects), fetch: send });
    for await (const { path, type } of files) if (type === 'file') names.push(path);
  } catch (error) {
    if (!(error instanceof HubApiError)) throw unreachable(`the list of files of ${repo}`, error, effects);
    throw new BackboneError(
      `Cannot open backbone "${repo}" as the hub must let you see its files: status ${error.statusCode}; if it exists, set HF_TOKEN to a token that may`,
      { cause: error },
    );
  }
  return names.filter((name) => name.endsWith('.onnx'));
}
