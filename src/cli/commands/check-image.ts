import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ImageCard } from '../../backbone/index.ts';
import {
  BackboneError,
  ConfigError,
  cannotFind,
  DataError,
  type Effects,
  messageOf,
} from '../../core/index.ts';
import type { Fit, ImagePreprocessing, RgbImage } from '../../media/index.ts';
import { formatTable } from '../table.ts';

export interface CheckImageOptions {
  /** A card's id. */
  readonly id: string | undefined;
  /** Path of an image. */
  readonly image: string;
}

/** Show what a backbone is given of an image, to compare with another program's preprocessing. The weights need not be
 * here.
 * @throws {ConfigError} If no id was given.
 * @throws {BackboneError} If the id is unknown or its network takes no images.
 * @throws {DataError} If the file cannot be read or decoded. */
export async function checkImage({ id, image }: CheckImageOptions, { cwd, logger }: Effects): Promise<void> {
  const { decodeImage, fitImage, preprocess, sniffImageFormat } = await import('../../media/index.ts');
  const card = await imageCard(id);
  const { input } = card;
  const bytes = await readFile(resolve(cwd, image)).catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'ENOENT' ? 'there is no such file' : error.message;
    throw new DataError(`Cannot read image "${image}": ${reason}`, { file: image }, { cause: error });
  });
  const decoded = await decodeImage(bytes).catch((error: unknown) => {
    throw new DataError(`${image}: ${messageOf(error)}`, { file: image }, { cause: error });
  });
  const lines = [
    `${image}, as ${card.id} is given it`,
    `  decoded  ${sniffImageFormat(bytes)}, ${decoded.width}×${decoded.height} upright RGB, 8 bits`,
    ...describeFit(decoded, fitImage(decoded, input), input),
    `  numbers  (value × ${input.scale} − mean) ÷ std, mean ${input.mean.join(' ')}, std ${input.std.join(' ')}`,
    ...describeTensor(preprocess(decoded, input), input).map((line) => (line === '' ? '' : `  ${line}`)),
  ];
  for (const line of lines) logger.info(line);
}

async function imageCard(id: string | undefined): Promise<ImageCard> {
  if (id === undefined) {
    throw new ConfigError(
      'Cannot check an image as --check must follow the id of a backbone: none was given',
    );
  }
  const { backbones: registry } = await import('../../backbone/index.ts');
  if (!registry.has(id)) throw new BackboneError(cannotFind('backbone', id, registry.ids));
  const card = registry.get(id);
  if (card.modality === 'image') return card;
  throw new BackboneError(
    `Cannot check an image as the backbone must take images: "${id}" takes ${card.modality}`,
  );
}

/** Sizes as width×height, places as (left, top). */
function describeFit(
  decoded: RgbImage,
  { width, height, window }: Fit,
  { resize, kernel, padColour = [0, 0, 0] }: ImagePreprocessing,
): string[] {
  const scaled = `  scaled   ${width}×${height}, ${kernel}`;
  const size = `${window.width}×${window.height}`;
  if (resize === 'squash') return [`${scaled}, whatever the proportions`];
  if (resize === 'pad') {
    return [
      scaled,
      `  padded   ${size}, image at (${-window.left}, ${-window.top}), rgb ${padColour.join(' ')}`,
    ];
  }
  const x = (column: number) => ((column * decoded.width) / width).toFixed(1);
  const y = (row: number) => ((row * decoded.height) / height).toFixed(1);
  const box = `(${x(window.left)}, ${y(window.top)}) to (${x(window.left + window.width)}, ${y(window.top + window.height)})`;
  return [scaled, `  cropped  ${size} at (${window.left}, ${window.top}), which is ${box} of the image`];
}

/** Statistics of each channel, with the first values of its first row. */
function describeTensor(tensor: Float32Array, input: ImagePreprocessing): string[] {
  const [height, width] = input.size;
  const shape = input.layout === 'nchw' ? [1, 3, height, width] : [1, height, width, 3];
  const names = [...input.channels];
  const rows = [
    ...names.map((name, c) => [name, channelOf(tensor, c, input)] as const),
    ['all', tensor] as const,
  ];
  return [
    `tensor   float32 (${shape.join(', ')}), ${input.layout}, ${input.channels}`,
    '',
    ...formatTable(
      ['channel', ...['min', 'max', 'mean', 'std'].map((name) => name.padStart(10)), 'first values'],
      rows.map(([name, values]) => [name, ...statisticsOf(values), firstOf(values)]),
    ),
  ];
}

function channelOf(tensor: Float32Array, c: number, { layout, size }: ImagePreprocessing): Float32Array {
  const nPixels = size[0] * size[1];
  return layout === 'nchw'
    ? tensor.subarray(c * nPixels, (c + 1) * nPixels)
    : tensor.filter((_, i) => i % 3 === c);
}

/** Least, greatest, mean and standard deviation (over n, as NumPy's `std`), six decimals. */
function statisticsOf(values: Float32Array): string[] {
  let [min, max, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const value of values) {
    min = Math.min(min, value);
    max = Math.max(max, value);
    sum += value;
  }
  const mean = sum / values.length;
  const variance = values.reduce((total, value) => total + (value - mean) ** 2, 0) / values.length;
  return [min, max, mean, Math.sqrt(variance)].map(decimals);
}

function firstOf(values: Float32Array): string {
  return [...values.subarray(0, 5)].map(decimals).join(' ');
}

function decimals(value: number): string {
  return value.toFixed(6).padStart(10);
}
