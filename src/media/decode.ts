import { DataError } from '../core/index.ts';
import { decodeAvif } from './decode-avif.ts';
import { decodeBmp } from './decode-bmp.ts';
import { decodeWithSharp } from './decode-sharp.ts';
import { type ImageFormat, sniffImageFormat } from './sniff.ts';
import type { RgbImage } from './types.ts';

/** Where Pillow too refuses a file as a decompression bomb. */
export const DEFAULT_MAX_PIXELS = 178_956_970;

/** Reads one format; the pixel limit is checked on the header, before any pixel is decoded. */
type ImageDecoder = (bytes: Uint8Array, format: ImageFormat, maxPixels: number) => Promise<RgbImage>;

const decoders: Readonly<Record<ImageFormat, ImageDecoder>> = {
  JPEG: decodeWithSharp,
  PNG: decodeWithSharp,
  WebP: decodeWithSharp,
  GIF: decodeWithSharp,
  TIFF: decodeWithSharp,
  AVIF: decodeAvif,
  BMP: decodeBmp,
};

/** Decode an image to 8-bit RGB as Pillow does: EXIF orientation applied, alpha flattened on white, colour profiles
 * ignored, the first frame of an animation, grey, palette and CMYK converted. Of 16 bits the upper 8 are kept, which is
 * what Pillow does with colour; 16-bit grey Pillow clips at 255, which turns a picture white, so it is treated as colour.
 * @param bytes a whole file; its format is told by its first bytes.
 * @param options.maxPixels greatest width × height that is decoded; default {@link DEFAULT_MAX_PIXELS}.
 * @throws {DataError} If the file is empty, no image, cut short, damaged or too large; the caller adds the file's name. */
export async function decodeImage(
  bytes: Uint8Array,
  options: { readonly maxPixels?: number } = {},
): Promise<RgbImage> {
  if (bytes.length === 0) throw new DataError('Cannot decode as the file is empty');
  const format = sniffImageFormat(bytes);
  if (format === undefined) {
    throw new DataError(
      `Cannot decode as the file must be a JPEG, PNG, WebP, AVIF, GIF, TIFF or BMP image: it starts with ${startOf(bytes)}`,
    );
  }
  return decoders[format](bytes, format, options.maxPixels ?? DEFAULT_MAX_PIXELS);
}

function startOf(bytes: Uint8Array): string {
  const start = bytes.subarray(0, 16);
  const isText = start.every((byte) => byte >= 0x20 && byte < 0x7f);
  if (isText) return `"${String.fromCharCode(...start)}"`;
  return `the bytes ${[...start.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')}`;
}
