/** Pixels against Pillow: 50 photos, every kernel, short side to 256, centre crop of 224.
 * From the pixels that Pillow decoded the crops must be equal; from the JPEG files they may differ by 0.1 grey levels
 * in the mean and 6 at most. Ends with code 1 where they do not.
 *
 *   STRATA_ASSETS=… PYTHON=python3 npx tsx test/bench/pixels-against-pillow.ts
 *
 * STRATA_ASSETS names a folder with `images/hymenoptera` (JPEG photos); PYTHON is one that has Pillow 13. */
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  decodeImage,
  type ImagePreprocessing,
  preprocess,
  type ResizeKernel,
  type RgbImage,
} from '../../src/media/index.ts';
import { folderFrom, photosIn, printTable } from './assets.ts';

const kernels: readonly ResizeKernel[] = ['nearest', 'bilinear', 'bicubic', 'lanczos'];
const size = 224;
const resizeTo = 256;
const maxMean = 0.1;
const maxGap = 6;

/** Differences in grey levels, added up over photos. */
class Gap {
  #sum = 0;
  #count = 0;
  max = 0;

  add(seen: Float32Array | Uint8Array, expected: Uint8Array): void {
    for (let i = 0; i < expected.length; i++) {
      const gap = Math.abs(seen[i]! - expected[i]!);
      this.#sum += gap;
      this.max = Math.max(this.max, gap);
    }
    this.#count += expected.length;
  }

  get mean(): number {
    return this.#sum / this.#count;
  }

  get cells(): string[] {
    return [this.mean.toFixed(4), `${this.max}`];
  }
}

/** What Pillow made of one photo. */
interface PillowPhoto {
  readonly decoded: RgbImage;
  readonly crops: readonly Uint8Array[];
}

function askPillow(photos: readonly string[]): PillowPhoto[] {
  const answer = execFileSync(
    process.env.PYTHON ?? 'python3',
    [new URL('pixels-against-pillow.py', import.meta.url).pathname],
    { input: JSON.stringify({ photos, kernels, resizeTo, size }), maxBuffer: 2 ** 31 - 1 },
  );
  let at = 0;
  const take = (length: number): Uint8Array => {
    const bytes = new Uint8Array(answer.subarray(at, at + length));
    at += length;
    return bytes;
  };
  return photos.map(() => {
    const line = take(answer.indexOf(0x0a, at) + 1 - at);
    const { width, height } = JSON.parse(Buffer.from(line).toString()) as { width: number; height: number };
    const data = take(width * height * 3);
    return { decoded: { data, width, height }, crops: kernels.map(() => take(size * size * 3)) };
  });
}

const recipeOf = (kernel: ResizeKernel): ImagePreprocessing => ({
  size: [size, size],
  resize: 'short-side',
  resizeTo,
  kernel,
  channels: 'rgb',
  scale: 1,
  mean: [0, 0, 0],
  std: [1, 1, 1],
  layout: 'nhwc',
});

const photos = photosIn(join(folderFrom('STRATA_ASSETS', 'a folder of photos'), 'images/hymenoptera'), 50);
const decoding = new Gap();
const fromPixels = kernels.map(() => new Gap());
const fromFile = kernels.map(() => new Gap());
for (const [i, { decoded, crops }] of askPillow(photos).entries()) {
  const photo = await decodeImage(await readFile(photos[i]!));
  decoding.add(photo.data, decoded.data);
  for (const [k, kernel] of kernels.entries()) {
    fromPixels[k]!.add(preprocess(decoded, recipeOf(kernel)), crops[k]!);
    fromFile[k]!.add(preprocess(photo, recipeOf(kernel)), crops[k]!);
  }
}

process.stdout.write(`${photos.length} photos, grey levels of 255 against Pillow\n\n`);
printTable(
  ['', 'same pixels, mean', 'max', 'from the file, mean', 'max'],
  [
    ['decode only', '', '', ...decoding.cells],
    ...kernels.map((kernel, k) => [kernel, ...fromPixels[k]!.cells, ...fromFile[k]!.cells]),
  ],
);
const isEqual = fromPixels.every(({ max }) => max === 0);
const isNear = fromFile.every(({ mean, max }) => mean <= maxMean && max <= maxGap);
process.stdout.write(
  `\n${isEqual ? 'equal' : 'NOT equal'} from the same pixels; ` +
    `from the file ${isNear ? 'within' : 'NOT within'} ${maxMean} in the mean and ${maxGap} at most\n`,
);
process.exitCode = isEqual && isNear ? 0 : 1;
