import { readFile } from 'node:fs/promises';
import { DataError, messageOf, sha256 } from '../../core/index.ts';
import { decodeImage, type ImagePreprocessing, preprocess, type RgbImage } from '../../media/index.ts';
import { recipeOf } from '../spaces/registry.ts';

/** What a decoded image is made into: a network's input, or the vector of a recipe. */
export type Making =
  | { readonly kind: 'input'; readonly preprocessing: ImagePreprocessing }
  | { readonly kind: 'recipe'; readonly recipe: string };

/** One file, read and decoded once, and everything to make of it. */
export interface DecodeItem {
  readonly file: string;
  readonly contentHash: string;
  readonly outputs: {
    readonly making: Making;
    /** Index into `DecodeTask.targets`. */
    readonly target: number;
    /** First value written. */
    readonly offset: number;
  }[];
}

/** Several threads get the same task and take items from it until none is left. */
export interface DecodeTask {
  readonly items: readonly DecodeItem[];
  /** One shared integer: the next item that no thread has taken. */
  readonly next: Int32Array;
  /** Shared memory, one array per output. */
  readonly targets: readonly Float32Array[];
}

export interface DecodeReport {
  /** Index into `DecodeTask.items`. */
  readonly item: number;
  /** Absent if the item's outputs were written. */
  readonly failure?: DecodeFailure;
  /** Milliseconds of each output, reading and decoding included in every one. */
  readonly ms: readonly number[];
}

export interface DecodeFailure {
  readonly reason: string;
  /** Whether the bytes themselves are to blame, so that another try is in vain. */
  readonly permanent: boolean;
}

/** Work on a batch, on a thread of its own.
 * @returns a report for every item that this thread took. */
export default async function decodeItems({ items, next, targets }: DecodeTask): Promise<DecodeReport[]> {
  const reports: DecodeReport[] = [];
  for (let i = Atomics.add(next, 0, 1); i < items.length; i = Atomics.add(next, 0, 1)) {
    reports.push({ item: i, ...(await decodeItem(items[i]!, targets)) });
  }
  return reports;
}

async function decodeItem(
  item: DecodeItem,
  targets: readonly Float32Array[],
): Promise<Omit<DecodeReport, 'item'>> {
  const start = performance.now();
  const image = await decode(item);
  if ('reason' in image) return { failure: image, ms: [] };
  const decodeMs = performance.now() - start;
  const inputs = new Map<string, Float32Array>();
  const ms = item.outputs.map(({ making, target, offset }) => {
    const from = performance.now();
    targets[target]!.set(make(image, making, inputs), offset);
    return decodeMs + performance.now() - from;
  });
  return { ms };
}

async function decode({ file, contentHash }: DecodeItem): Promise<RgbImage | DecodeFailure> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    return { reason: `Cannot read the file: ${messageOf(error)}`, permanent: false };
  }
  const seen = sha256(bytes);
  if (seen !== contentHash) {
    const reason = `Cannot use the file as it changed while the run was going on: SHA-256 was ${contentHash}, now ${seen}`;
    return { reason, permanent: false };
  }
  try {
    return await decodeImage(bytes);
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    return { reason: error.message, permanent: true };
  }
}

/** @param inputs made of this image so far: networks with the same preprocessing share one. */
function make(image: RgbImage, making: Making, inputs: Map<string, Float32Array>): Float32Array {
  if (making.kind === 'recipe') return recipeOf('image', making.recipe).compute(image);
  const key = JSON.stringify(making.preprocessing);
  const input = inputs.get(key) ?? preprocess(image, making.preprocessing);
  inputs.set(key, input);
  return input;
}
