import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { BackboneError, type Effects, IntegrityError, messageOf, sha256 } from '../../core/index.ts';
import type { BackboneCard, WeightSource } from '../types.ts';
import { givenFiles } from './given.ts';
import { hubFiles } from './hub.ts';
import { folderFiles, localFiles } from './local.ts';
import { npmFiles } from './npm.ts';
import { checkPin, readPins } from './pins.ts';
import type { FileFinder, FinderContext } from './types.ts';
import { urlFiles } from './url.ts';

/** The files of a source, read and checked. */
export interface Weights {
  /** Those the source lists, the graph first; behind a lone `model.json` of TensorFlow.js, the shards that it lists. */
  readonly files: readonly Uint8Array[];
  /** Read a file of the source by its name there.
   * @throws {BackboneError} If it cannot be had. */
  read(name: string): Promise<Uint8Array>;
  /** Read a file by its name relative to the graph's folder, as a graph names its shards. */
  beside(name: string): Promise<Uint8Array>;
  /** SHA-256 over all files read so far, in their order, hex. */
  hash(): string;
}

/** Where a card's weights are. */
export type WeightsState = 'embedded' | 'given' | 'cached' | 'here' | 'not here';

/** Find a source's files, bring those that are elsewhere, and read them. Files of the hub and of a URL are checked against
 * `strata.lock`, or pinned there the first time.
 * @param owner what errors call it: a card's id, a path, a repository.
 * @throws {BackboneError} If a file is missing or cannot be had.
 * @throws {IntegrityError} If a file is not what the card, its server or `strata.lock` says. */
export async function openWeights(source: WeightSource, owner: string, effects: Effects): Promise<Weights> {
  const finder = await finderOf(source, owner, effects);
  const files = new Map<string, Uint8Array>();
  const digest = createHash('sha256');
  const read = async (name: string) => {
    const known = files.get(name);
    if (known !== undefined) return known;
    if (/^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)/.test(name)) {
      throw new BackboneError(`Cannot open backbone "${owner}" as its files must lie beside it: "${name}"`);
    }
    const { path, pin, claimed } = await finder.find(name);
    const bytes = await readWeightFile(path, owner);
    if (pin !== undefined) await checkFile(pin, sha256(bytes), claimed, path, effects);
    files.set(name, bytes);
    digest.update(bytes);
    return bytes;
  };
  const listed: Uint8Array[] = [];
  for (const name of finder.files) listed.push(await read(name));
  const hash = () => digest.copy().digest('hex');
  if (source.kind === 'npm' && hash() !== source.sha256) {
    throw new IntegrityError(
      `Cannot use the weights of "${owner}" as SHA-256 must match the card: expected ${source.sha256}, read ${hash()}`,
    );
  }
  const main = finder.files[0]!;
  const beside = (name: string) => read(posix.join(posix.dirname(main), name));
  if (main.endsWith('.json') && listed.length === 1) {
    for (const shard of shardsOf(listed[0]!, owner)) listed.push(await beside(shard));
  }
  return {
    files: listed,
    read,
    beside,
    hash,
  };
}

/** Say where a card's weights are; asks no network. */
export async function weightsState(card: BackboneCard, effects: Effects): Promise<WeightsState> {
  const { source, id } = card;
  if (source.kind === 'hub' && (await givenFiles(id, source.files[0]!, effects)) !== undefined)
    return 'given';
  const finder = await finderOf(source, id, effects);
  const paths = await Promise.all(finder.files.map((name) => finder.here(name)));
  if (paths.includes(undefined)) return 'not here';
  if (source.kind === 'npm') return 'embedded';
  return source.kind === 'hub' || source.kind === 'url' ? 'cached' : 'here';
}

async function finderOf(source: WeightSource, owner: string, effects: Effects): Promise<FileFinder> {
  const context = async (remedy: string): Promise<FinderContext> => ({
    owner,
    pins: await readPins(effects),
    remedy,
  });
  switch (source.kind) {
    case 'npm':
      return npmFiles(source, await context(''));
    case 'hub':
      return (
        (await givenFiles(owner, source.files[0]!, effects)) ??
        hubFiles(
          source,
          await context(`give a folder that holds ${owner}.onnx with --weights DIR or STRATA_WEIGHTS`),
          effects,
        )
      );
    case 'url':
      return urlFiles(source.url, await context('download it yourself and name the file'), effects);
    case 'file':
      return localFiles(source.path);
    case 'folder':
      return folderFiles(source.path);
  }
}

/** @throws {IntegrityError} If the file is not as pinned, or has no pin and is not what the cache claims. */
async function checkFile(
  { key, commit }: { readonly key: string; readonly commit?: string },
  read: string,
  claimed: string | undefined,
  path: string,
  effects: Effects,
): Promise<void> {
  const isPinned = (await readPins(effects)).has(key);
  if (!isPinned && claimed !== undefined && claimed !== read) {
    throw new IntegrityError(
      `Cannot use weights "${key}" as SHA-256 must match the file's name in the cache: expected ${claimed}, read ${read}; to download it again, delete "${path}" and the file that it links to`,
    );
  }
  await checkPin(key, { ...(commit !== undefined && { commit }), sha256: read }, effects);
}

/** The weight files of a TensorFlow.js model, in the order of its manifest. */
function shardsOf(json: Uint8Array, owner: string): readonly string[] {
  try {
    const { weightsManifest = [] } = JSON.parse(Buffer.from(json).toString('utf8'));
    return (weightsManifest as readonly { readonly paths: readonly string[] }[]).flatMap(
      ({ paths }) => paths,
    );
  } catch (error) {
    throw new BackboneError(
      `Cannot open backbone "${owner}" as its model.json must be JSON with a manifest of weights: ${messageOf(error)}`,
      { cause: error },
    );
  }
}

async function readWeightFile(path: string, owner: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new BackboneError(
      `Cannot open backbone "${owner}" as its file must be readable: ${messageOf(error)}`,
      { cause: error },
    );
  }
}
