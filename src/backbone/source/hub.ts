import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, readFile, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { BackboneError, type Effects, messageOf } from '../../core/index.ts';
import { download } from './download.ts';
import { existing, hubCacheFolder, isOffline } from './folders.ts';
import {
  describeHubFile,
  type HubFile,
  type HubFileInfo,
  hubHeaders,
  hubRefusal,
  labelOf,
} from './hub-protocol.ts';
import type { FileFinder, FinderContext } from './types.ts';

const commitPattern = /^[0-9a-f]{40}$/;

export interface HubSource {
  /** `org/name` */
  readonly repo: string;
  /** Branch, tag or commit. */
  readonly revision: string;
  readonly files: readonly string[];
}

/** Files of a Hugging Face repository, in the cache that every Hugging Face library shares:
 * `models--org--name/{blobs/<digest>, snapshots/<commit>/<name> → blob, refs/<revision>}`. A file that is in the cache at the pinned commit,
 * or at the one that a branch had when it was last looked up, is used as it is; no network is asked.
 * Source: huggingface_hub, "Understand caching". */
export function hubFiles(
  { repo, revision, files }: HubSource,
  { owner, pins, remedy }: FinderContext,
  effects: Effects,
): FileFinder {
  const cache = hubCacheFolder(effects);
  const folder = join(cache, `models--${repo.replaceAll('/', '--')}`);
  const keyOf = (name: string) => `${repo}@${revision}/${name}`;
  const snapshot = (commit: string, name: string) => join(folder, 'snapshots', commit, name);
  let known: string | undefined;

  /** All files come from one commit: the pinned one, or that of the first file found. */
  const commitOf = async () => {
    const pinned = files.map((name) => pins.get(keyOf(name))?.commit).find((commit) => commit !== undefined);
    known ??= pinned ?? (commitPattern.test(revision) ? revision : await readRef(folder, revision));
    return known;
  };

  const here = async (name: string) => {
    const commit = await commitOf();
    return commit === undefined ? undefined : existing(snapshot(commit, name));
  };

  const bring = async (name: string) => {
    const file: HubFile = { repo, revision: known ?? revision, name };
    if (isOffline(effects)) {
      throw new BackboneError(
        `Cannot open backbone "${owner}" as its weights must be on this machine: ${labelOf(file)} is not in the cache "${cache}" and HF_HUB_OFFLINE is set; unset it, or ${remedy}`,
      );
    }
    const info = await describeHubFile(file, effects).catch((error) => {
      // A refusal has no cause: the hub was reached and said no.
      if (!(error instanceof BackboneError) || error.cause === undefined) throw error;
      throw new BackboneError(`${error.message}, or ${remedy}`, { cause: error });
    });
    await store(file, info, join(folder, 'blobs', info.digest), snapshot(info.commit, name), effects);
    if (known === undefined) await writeRef(folder, revision, info.commit);
    known = info.commit;
    return snapshot(info.commit, name);
  };

  return {
    files,
    here,
    find: async (name) => {
      const path = (await here(name)) ?? (await bring(name));
      const blob = basename(await realpath(path));
      return {
        path,
        pin: { key: keyOf(name), ...(known !== undefined && { commit: known }) },
        ...(/^[0-9a-f]{64}$/.test(blob) && { claimed: blob }),
      };
    },
  };
}

async function store(
  file: HubFile,
  info: HubFileInfo,
  blob: string,
  pointer: string,
  effects: Effects,
): Promise<void> {
  await download(
    {
      url: info.url,
      headers: hubHeaders(effects),
      label: labelOf(file),
      to: blob,
      partial: `${blob}.incomplete`,
      size: info.size,
      digest: info.digest,
      refusal: (response) => hubRefusal(response, file),
    },
    effects,
  );
  const temporary = `${pointer}.${randomUUID()}.tmp`;
  try {
    await mkdir(dirname(pointer), { recursive: true });
    // Windows lets only some users make links.
    await symlink(relative(dirname(pointer), blob), temporary).catch(() => copyFile(blob, temporary));
    await rename(temporary, pointer);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw new BackboneError(
      `Cannot download ${labelOf(file)} as the cache must take new files: ${messageOf(error)}`,
      { cause: error },
    );
  }
}

/** The commit that a branch or tag had when it was last looked up. */
async function readRef(folder: string, revision: string): Promise<string | undefined> {
  const commit = (await readFile(join(folder, 'refs', revision), 'utf8').catch(() => '')).trim();
  return commitPattern.test(commit) ? commit : undefined;
}

async function writeRef(folder: string, revision: string, commit: string): Promise<void> {
  const path = join(folder, 'refs', revision);
  const temporary = `${path}.${randomUUID()}.tmp`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(temporary, commit);
  await rename(temporary, path);
}
