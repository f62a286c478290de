import { DataError, messageOf } from '../core/index.ts';
import type { ImageFormat } from './sniff.ts';

/** Refuse an image whose header declares more pixels than allowed.
 * @throws {DataError} */
export function checkPixelLimit(format: ImageFormat, width: number, height: number, maxPixels: number): void {
  if (width * height <= maxPixels) return;
  throw new DataError(
    `Cannot decode as an image may have at most ${maxPixels} pixels: the ${format} declares ${width} × ${height}`,
  );
}

/** The error for a file that its decoder gave up on. */
export function damaged(format: ImageFormat, error: unknown): DataError {
  const [line = ''] = messageOf(error).split('\n');
  const detail = line.replace(
    /^(Input buffer has corrupt header: |Decode (avif )?image failed |\w*vips\w*: )+/i,
    '',
  );
  const seen = detail.trim().replace(/[.\s]+$/, '');
  return new DataError(
    `Cannot decode as the ${format} is cut short or damaged: ${seen}`,
    {},
    { cause: error },
  );
}
