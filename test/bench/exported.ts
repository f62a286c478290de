import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageBackbone, Tap } from '../../src/backbone/index.ts';
import { decodeImage, type ImagePreprocessing, preprocess } from '../../src/media/index.ts';
import { openImageBackbone } from '../support/image-backbone.ts';

/** How torchvision's classifiers see an image. */
const torchvisionInput: ImagePreprocessing = {
  size: [224, 224],
  resize: 'short-side',
  resizeTo: 256,
  kernel: 'bilinear',
  channels: 'rgb',
  scale: 1 / 255,
  mean: [0.485, 0.456, 0.406],
  std: [0.229, 0.224, 0.225],
  layout: 'nchw',
};

/** What export-torchvision.py wrote beside a network. */
export interface Reference {
  /** Below the folder that the script was given. */
  readonly photos: readonly string[];
  readonly layers: readonly {
    readonly name: string;
    /** In the exported graph. */
    readonly tensor: string;
    readonly dim: number;
    /** float32 (photos, dim), base64. */
    readonly values: string;
  }[];
}

export function readReference(folder: string, network: string): Reference {
  return JSON.parse(readFileSync(join(folder, `${network}.json`), 'utf8'));
}

/** Open an exported network as the local file of a user. */
export function openExported(folder: string, network: string): Promise<ImageBackbone> {
  return openImageBackbone({ onnx: join(folder, `${network}.onnx`), input: torchvisionInput });
}

/** Open a card with an exported network for its weights. */
export function openCard(folder: string, id: string): Promise<ImageBackbone> {
  return openImageBackbone(id, { env: { STRATA_WEIGHTS: folder } });
}

/** From image files to a batch, as torchvision's classifiers take it. */
export async function batchOf(photos: readonly string[]): Promise<Float32Array> {
  const length = 3 * torchvisionInput.size[0] * torchvisionInput.size[1];
  const batch = new Float32Array(photos.length * length);
  for (const [i, photo] of photos.entries()) {
    preprocess(await decodeImage(await readFile(photo)), torchvisionInput, batch, i * length);
  }
  return batch;
}

/** Taps of layers, averaged over their positions. */
export function meanTaps(layers: readonly string[]): Tap[] {
  return layers.map((layer) => ({ layer, pooling: 'mean' }));
}
