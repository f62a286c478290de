import { BackboneError, type Effects } from '../../core/index.ts';
import { unreachable } from './download.ts';

const defaultEndpoint = 'https://huggingface.co';
const maxRedirects = 5;

/** One file of a repository at a revision. */
export interface HubFile {
  /** `org/name` */
  readonly repo: string;
  /** Branch, tag or commit. */
  readonly revision: string;
  readonly name: string;
}

/** What the hub says of a file before it is downloaded. */
export interface HubFileInfo {
  readonly url: string;
  readonly commit: string;
  /** SHA-256 of a large file, git's blob id of a small one. */
  readonly digest: string;
  readonly size: number | undefined;
}

/** The hub or its mirror, without a slash at its end. */
export function hubEndpoint({ env }: Pick<Effects, 'env'>): string {
  return (env.HF_ENDPOINT || defaultEndpoint).replace(/\/+$/, '');
}

/** Headers of every request to the hub. */
export function hubHeaders({ env }: Pick<Effects, 'env'>): Record<string, string> {
  const token = env.HF_TOKEN?.trim();
  return {
    'User-Agent': 'strata',
    'Accept-Encoding': 'identity',
    ...(token && { Authorization: `Bearer ${token}` }),
  };
}

/** Ask the hub for a file's commit, digest and size.
 *
 * This is what Python's huggingface_hub does; `fileDownloadInfo` of @huggingface/hub follows the redirect to the storage
 * server and so loses the commit and the SHA-256, and its `downloadFileToCacheDir` neither resumes nor verifies.
 * @throws {BackboneError} If the hub cannot be reached, refuses, or has no such file. */
export async function describeHubFile(file: HubFile, effects: Effects): Promise<HubFileInfo> {
  const path = [file.repo, 'resolve', encodeURIComponent(file.revision), encodeURI(file.name)].join('/');
  let url = `${hubEndpoint(effects)}/${path}`;
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    const response = await head(url, file, effects);
    const etag = response.headers.get('x-linked-etag') ?? response.headers.get('etag');
    const commit = response.headers.get('x-repo-commit');
    if (etag !== null && commit !== null) return toInfo(url, commit, etag, response, file);
    const location = response.headers.get('location');
    if (location === null) {
      throw new BackboneError(
        `Cannot download ${labelOf(file)} as ${new URL(url).origin} must speak the protocol of the Hugging Face hub: its answer has no X-Repo-Commit or ETag`,
      );
    }
    const next = new URL(location, url);
    if (next.origin !== new URL(url).origin) break;
    url = next.href;
  }
  throw new BackboneError(
    `Cannot download ${labelOf(file)} as the hub must say where it is: it redirects without naming a commit`,
  );
}

async function head(url: string, file: HubFile, effects: Effects): Promise<Response> {
  const response = await fetch(url, {
    method: 'HEAD',
    headers: hubHeaders(effects),
    redirect: 'manual',
    signal: effects.signal,
  }).catch((error) => {
    throw unreachable(labelOf(file), error, effects);
  });
  if (response.status >= 400) throw hubRefusal(response, file);
  return response;
}

function toInfo(url: string, commit: string, etag: string, response: Response, file: HubFile): HubFileInfo {
  const digest = etag.replace(/^W\//, '').replaceAll('"', '');
  const size = Number(
    response.headers.get('x-linked-size') ?? response.headers.get('content-length') ?? Number.NaN,
  );
  // Both become names of files.
  if (!/^[0-9a-f]{40}$/.test(commit) || !/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(digest)) {
    throw new BackboneError(
      `Cannot download ${labelOf(file)} as the hub must name a commit and a digest: got "${commit}" and "${digest}"`,
    );
  }
  return { url, commit, digest, size: Number.isNaN(size) ? undefined : size };
}

/** How errors call a file of the hub. */
export function labelOf({ repo, name }: HubFile): string {
  return `"${name}" of ${repo}`;
}

/** The error of a status of 400 and above. */
export function hubRefusal(response: Response, file: HubFile): BackboneError {
  const { repo, revision, name } = file;
  const cannot = (rest: string) => new BackboneError(`Cannot download ${labelOf(file)} as ${rest}`);
  const code = response.headers.get('x-error-code');
  switch (code) {
    case 'GatedRepo':
      return cannot(
        `its terms must be accepted: accept them on its page, then set HF_TOKEN to a token of that account (status ${response.status})`,
      );
    case 'RevisionNotFound':
      return cannot(`the repository must have the revision: there is no "${revision}"`);
    case 'EntryNotFound':
      return cannot(`the repository must have the file: there is no "${name}" at revision "${revision}"`);
  }
  switch (response.status) {
    case 401:
    case 403:
      return cannot(
        `you must be allowed to read it: set HF_TOKEN to a token that may, if "${repo}" exists (status ${response.status})`,
      );
    case 404:
      return cannot(`the hub must have the repository: there is no "${repo}"`);
    default:
      return cannot(`the hub must answer: status ${response.status}`);
  }
}
