import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBackbone } from '../../../src/backbone/index.ts';
import {
  createRng,
  type Features,
  isSparse,
  type Matrix,
  matrix,
  silentEffects,
  takeLabels,
  takeRows,
  toDense,
} from '../../../src/core/index.ts';
import { datasets } from '../../../src/dataset/index.ts';
import { deepSpaces, extractFeatures, openFeatureStore } from '../../../src/feature/index.ts';
import { product } from '../../../src/linalg/index.ts';

/** Training and test part of one data set. */
export interface BenchData<X extends Features = Matrix> {
  readonly id: string;
  readonly X: X;
  readonly y: Int32Array;
  readonly testX: X;
  readonly testY: Int32Array;
  readonly nClasses: number;
}

const LATENT = 64;

/** Features as a network makes them: rectified mixtures of a few latent factors, so that they are correlated, positive and
 * partly zero; the classes are Gaussian clouds of the factors.
 * @param nTest samples held out. */
export async function madeData(
  id: string,
  [nSamples, nFeatures, nClasses]: readonly [number, number, number],
  nTest: number,
): Promise<BenchData> {
  const rng = createRng(42);
  const normals = (rows: number, cols: number, scale: number) =>
    matrix(
      rows,
      cols,
      Float32Array.from({ length: rows * cols }, () => rng.normal() * scale),
    );
  const centers = normals(nClasses, LATENT, 0.55);
  const mixing = normals(nFeatures, LATENT, 1 / Math.sqrt(LATENT));
  const total = nSamples + nTest;
  const y = Int32Array.from({ length: total }, (_, i) => i % nClasses);
  const latent = normals(total, LATENT, 1);
  for (let i = 0; i < total; i++) {
    for (let j = 0; j < LATENT; j++) latent.data[i * LATENT + j]! += centers.data[y[i]! * LATENT + j]!;
  }
  const features = await product(latent, mixing);
  for (let i = 0; i < features.data.length; i++) {
    features.data[i] = Math.max(0, features.data[i]! + 0.3 * rng.normal());
  }
  return divide(id, features, y, nClasses, nTest);
}

/** The best layer of the emoji run, extracted afresh. */
export async function emojiData(): Promise<BenchData> {
  const effects = silentEffects();
  const source = datasets.get('emoji');
  const dataset = await source.load(source.options.parse({}), effects);
  const backbone = await openBackbone('mobilenet-v3-coco', effects);
  const spaces = deepSpaces(backbone, ['expanded_conv_12/depthwise/hard_swish/mul_1'], ['mean']);
  const store = await openFeatureStore(await mkdtemp(join(tmpdir(), 'strata-bench-store-')));
  const plan = { backbones: [{ backbone, spaces }], recipes: [] };
  const { matrices, kept } = await extractFeatures({ dataset, plan, store }, effects);
  await store.close();
  const order = createRng(42).shuffle([...kept.keys()]);
  const X = takeRows(toDense(matrices.get(spaces[0]!.id)!), order);
  const y = Int32Array.from(order, (row) => dataset.samples[kept[row]!]!.classId);
  return divide('emoji', X, y, dataset.classNames.length, Math.round(order.length / 4));
}

/** Write a data set where the peer reads it: raw float32 and int32 values; compressed rows in three files.
 * @returns what the peer is told. */
export async function writeForPeer({ id, X, y, testX, testY }: BenchData<Features>, folder: string) {
  const write = async (name: string, values: Float32Array | Int32Array) => {
    const path = join(folder, `${id}-${name}.bin`);
    await writeFile(path, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    return path;
  };
  const writeFeatures = async (name: string, features: Features) =>
    isSparse(features)
      ? {
          indptr: await write(`${name}-indptr`, features.indptr),
          indices: await write(`${name}-indices`, features.indices),
          values: await write(`${name}-values`, features.values),
        }
      : write(name, features.data);
  return {
    id,
    nFeatures: X.cols,
    X: await writeFeatures('X', X),
    y: await write('y', y),
    testX: await writeFeatures('testX', testX),
    testY: await write('testY', testY),
  };
}

function divide(id: string, X: Matrix, y: Int32Array, nClasses: number, nTest: number): BenchData {
  const rows = Array.from({ length: X.rows }, (_, i) => i);
  const [train, test] = [rows.slice(0, X.rows - nTest), rows.slice(X.rows - nTest)];
  return {
    id,
    X: takeRows(X, train),
    y: takeLabels(y, train),
    testX: takeRows(X, test),
    testY: takeLabels(y, test),
    nClasses,
  };
}
