import { checkPixelLimit, damaged } from './refuse.ts';
import type { ImageFormat } from './sniff.ts';
import { flattenToRgb } from './to-rgb.ts';
import { type Turn, turnImage } from './turn.ts';
import type { RgbImage } from './types.ts';

/** Decode an AVIF with `@napi-rs/image`: it interpolates subsampled chroma as Pillow does, where sharp repeats pixels
 * (on 4:2:0 photos a mean difference from Pillow of 0.3 grey levels against 1.0, the greatest 2 against 51).
 * @throws {DataError} If the file is too large, cut short or damaged. */
export async function decodeAvif(
  bytes: Uint8Array,
  format: ImageFormat,
  maxPixels: number,
): Promise<RgbImage> {
  const { default: sharp } = await import('sharp');
  const { Transformer } = await import('@napi-rs/image');
  const refuse = (error: unknown): never => {
    throw damaged(format, error);
  };
  const header = await sharp(bytes, { limitInputPixels: false }).metadata().catch(refuse);
  checkPixelLimit(format, header.width, header.height, maxPixels);
  const turn = turnOf(bytes);
  const swapped = turn.quarters % 2 === 1;
  const width = swapped ? header.height : header.width;
  const height = swapped ? header.width : header.height;
  const pixels = await new Transformer(bytes).rawPixels().catch(refuse);
  return turnImage({ data: flattenToRgb(pixels, pixels.length / (width * height)), width, height }, turn);
}

/** The file's `irot` and `imir` properties, which stand for the EXIF orientation in this format.
 * Source: ISO/IEC 23008-12, §6.5.10 and §6.5.12. */
function turnOf(bytes: Uint8Array): Turn {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const property = (type: string): number | undefined => {
    const box = file.indexOf(Buffer.from(`\0\0\0\x09${type}`, 'latin1'));
    return box < 0 ? undefined : file[box + 8];
  };
  const axis = property('imir');
  return {
    quarters: (property('irot') ?? 0) & 3,
    mirror: axis === undefined ? 'none' : (axis & 1) === 1 ? 'left-right' : 'top-bottom',
  };
}
