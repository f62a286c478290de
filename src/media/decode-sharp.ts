import type { SharpOptions } from 'sharp';
import { DataError } from '../core/index.ts';
import { checkPixelLimit, damaged } from './refuse.ts';
import type { ImageFormat } from './sniff.ts';
import { cmykToRgb, flattenToRgb } from './to-rgb.ts';
import type { RgbImage } from './types.ts';

/** Decode with libvips (sharp), whose codecs are the ones Pillow is built on.
 * @throws {DataError} If the file is too large, cut short, damaged, or its samples are no 8- or 16-bit integers. */
export async function decodeWithSharp(
  bytes: Uint8Array,
  format: ImageFormat,
  maxPixels: number,
): Promise<RgbImage> {
  const { default: sharp } = await import('sharp');
  // A damaged file that libjpeg can mend is read, as Pillow does; one that ends early is not.
  const options: SharpOptions = { failOn: 'error', ignoreIcc: true, limitInputPixels: false };
  const header = await sharp(bytes, options)
    .metadata()
    .catch((error: unknown) => {
      throw damaged(format, error);
    });
  checkPixelLimit(format, header.width, header.height, maxPixels);
  if (header.depth !== 'uchar' && header.depth !== 'ushort') {
    throw new DataError(
      `Cannot decode as the samples of a ${format} must be 8- or 16-bit integers: they are of type ${header.depth}`,
    );
  }
  const isCmyk = header.space === 'cmyk';
  const pipeline = sharp(bytes, options).autoOrient();
  // Without this, libvips would convert the inks by a colour profile of its own.
  if (isCmyk) pipeline.pipelineColourspace('cmyk').toColourspace('cmyk');
  const { data, info } = await pipeline
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw damaged(format, error);
    });
  const rgb = isCmyk ? cmykToRgb(data, info.channels) : flattenToRgb(data, info.channels);
  return { data: rgb, width: info.width, height: info.height };
}
