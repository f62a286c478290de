import type { RgbImage } from '../../src/media/index.ts';

/** An image as golden files hold it: RGB, row-major, base64. */
export interface GoldenImage {
  readonly width: number;
  readonly height: number;
  readonly data: string;
}

export function imageOf({ width, height, data }: GoldenImage): RgbImage {
  return { width, height, data: new Uint8Array(Buffer.from(data, 'base64')) };
}

/** Mean and greatest difference of two images of one size, grey levels. */
export function difference(a: RgbImage, b: RgbImage): { mean: number; max: number } {
  let sum = 0;
  let max = 0;
  for (let i = 0; i < b.data.length; i++) {
    const gap = Math.abs(a.data[i]! - b.data[i]!);
    sum += gap;
    max = Math.max(max, gap);
  }
  return { mean: sum / b.data.length, max };
}
