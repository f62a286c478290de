import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { BackboneError, type Effects, sha256 } from '../../core/index.ts';
import { download, unreachable } from './download.ts';
import { existing, isOffline, urlCacheFolder } from './folders.ts';
import type { FileFinder, FinderContext } from './types.ts';

/** What a URL of weights looks like: https, or http on this machine. */
const urlPattern = /^(https:\/\/[^/]|http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/])/;

/** A file named by URL and its neighbours, kept below `weights/` in Strata's own folder.
 * @throws {BackboneError} If the URL is not https. */
export function urlFiles(url: string, { owner, remedy }: FinderContext, effects: Effects): FileFinder {
  if (!urlPattern.test(url) || !URL.canParse(url)) {
    throw new BackboneError(`Cannot open backbone "${owner}" as its URL must start with https://: "${url}"`);
  }
  const main = basename(decodeURIComponent(new URL(url).pathname)) || 'model.onnx';
  const folder = join(urlCacheFolder(effects), sha256(url).slice(0, 32));
  const addressOf = (name: string) => (name === main ? url : new URL(encodeURI(name), url).href);
  const here = (name: string) => existing(join(folder, name));
  const bring = async (name: string) => {
    if (isOffline(effects)) {
      throw new BackboneError(
        `Cannot open backbone "${owner}" as its weights must be on this machine: ${addressOf(name)} is not in "${dirname(folder)}" and HF_HUB_OFFLINE is set; unset it, or ${remedy}`,
      );
    }
    await fetchFile(addressOf(name), join(folder, name), effects);
    return join(folder, name);
  };
  return {
    files: [main],
    here,
    find: async (name) => ({
      path: (await here(name)) ?? (await bring(name)),
      pin: { key: addressOf(name) },
    }),
  };
}

async function fetchFile(url: string, to: string, effects: Effects): Promise<void> {
  const headers = { 'User-Agent': 'strata', 'Accept-Encoding': 'identity' };
  const response = await fetch(url, { method: 'HEAD', headers, signal: effects.signal }).catch((error) => {
    throw unreachable(url, error, effects);
  });
  const etag = response.headers.get('etag') ?? '';
  const size = Number(response.headers.get('content-length') ?? Number.NaN);
  const isStrong = response.ok && /^"/.test(etag);
  // Without a version to ask for, a part of one run may not fit the next.
  const version = isStrong ? sha256(etag).slice(0, 16) : randomUUID();
  const partial = `${to}.${version}.incomplete`;
  try {
    await download(
      {
        url,
        // Should the file change between two requests, the server starts again instead of mixing two versions.
        headers: isStrong ? { ...headers, 'If-Range': etag } : headers,
        label: url,
        to,
        partial,
        size: response.ok && !Number.isNaN(size) ? size : undefined,
        digest: undefined,
        refusal: ({ status }) =>
          new BackboneError(`Cannot download ${url} as its server must hand it out: status ${status}`),
      },
      effects,
    );
  } finally {
    if (!isStrong) await rm(partial, { force: true });
  }
}
