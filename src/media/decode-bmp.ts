import { checkPixelLimit, damaged } from './refuse.ts';
import type { ImageFormat } from './sniff.ts';
import { flattenToRgb } from './to-rgb.ts';
import type { RgbImage } from './types.ts';

/** Decode a BMP, which sharp's libvips cannot read, with `@napi-rs/image`.
 * @throws {DataError} If the file is too large, cut short or damaged. */
export async function decodeBmp(
  bytes: Uint8Array,
  format: ImageFormat,
  maxPixels: number,
): Promise<RgbImage> {
  if (bytes.length < 26) throw damaged(format, `its header ends after ${bytes.length} bytes`);
  const { width, height } = bmpSize(bytes);
  checkPixelLimit(format, width, height, maxPixels);
  const { Transformer } = await import('@napi-rs/image');
  const pixels = await new Transformer(bytes).rawPixels().catch((error: unknown) => {
    throw damaged(format, error);
  });
  return { data: flattenToRgb(pixels, pixels.length / (width * height)), width, height };
}

/** Width and height as the DIB header declares them; a negative height means rows from top to bottom. */
function bmpSize(bytes: Uint8Array): { width: number; height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isCoreHeader = view.getUint32(14, true) === 12;
  if (isCoreHeader) return { width: view.getUint16(18, true), height: view.getUint16(20, true) };
  return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
}
