/** The image formats that can be decoded, by the names people know them by. */
export type ImageFormat = 'JPEG' | 'PNG' | 'WebP' | 'AVIF' | 'GIF' | 'TIFF' | 'BMP';

/** Sizes of the DIB headers in use, bytes: they tell a BMP from any other file that starts with "BM". */
const DIB_HEADER_SIZES = new Set([12, 16, 40, 52, 56, 64, 108, 124]);

/** Tell an image's format by its first bytes, whatever its file is called.
 * @returns `undefined` where it is none of the formats that can be decoded. */
export function sniffImageFormat(bytes: Uint8Array): ImageFormat | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 64)).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return 'JPEG';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'PNG';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'GIF';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'WebP';
  if (/^(II[*+]\0|MM\0[*+])/.test(head)) return 'TIFF';
  if (isAvif(head)) return 'AVIF';
  if (head.startsWith('BM') && DIB_HEADER_SIZES.has(head.charCodeAt(14))) return 'BMP';
  return undefined;
}

/** An ISO base media file whose major or compatible brands name AVIF.
 * Source: AV1 Image File Format, §6. */
function isAvif(head: string): boolean {
  if (head.slice(4, 8) !== 'ftyp') return false;
  const boxLength = head.charCodeAt(2) * 256 + head.charCodeAt(3);
  const brands = head.slice(8, boxLength);
  return /^(.{4})*?avi[fs]/s.test(brands);
}
