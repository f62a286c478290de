import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { DataError } from '../../src/core/index.ts';
import { decodeImage, sniffImageFormat } from '../../src/media/index.ts';
import golden from '../golden/media/decode.json' with { type: 'json' };
import { difference, imageOf } from './pixels.ts';

const fileOf = (name: string): Uint8Array => {
  const found = golden.find((entry) => entry.name === name)!;
  return new Uint8Array(Buffer.from(found.file, 'base64'));
};

describe('decodeImage', () => {
  for (const entry of golden) {
    it(`equals Pillow on ${entry.name}`, async () => {
      const seen = await decodeImage(fileOf(entry.name));
      expect([seen.width, seen.height, seen.data.length]).toEqual([
        entry.width,
        entry.height,
        entry.width * entry.height * 3,
      ]);
      const { mean, max } = difference(seen, imageOf(entry));
      const isAvif = entry.name.endsWith('.avif');
      expect(mean).toBeLessThanOrEqual(isAvif ? 0.5 : 0);
      expect(max).toBeLessThanOrEqual(isAvif ? 4 : 0);
    });
  }

  it('tells every format by its content', () => {
    const formats = new Map(
      golden.map(({ name }) => [name.replace(/.*\./, ''), sniffImageFormat(fileOf(name))]),
    );
    expect(Object.fromEntries(formats)).toEqual({
      jpg: 'JPEG',
      png: 'PNG',
      webp: 'WebP',
      avif: 'AVIF',
      gif: 'GIF',
      tif: 'TIFF',
      bmp: 'BMP',
    });
  });
});

describe('decodeImage refuses', () => {
  const refusal = async (bytes: Uint8Array, maxPixels?: number): Promise<string> => {
    const error: unknown = await decodeImage(bytes, maxPixels === undefined ? {} : { maxPixels }).catch(
      (e) => e,
    );
    expect(error).toBeInstanceOf(DataError);
    return (error as DataError).message;
  };

  it('an empty file', async () => {
    expect(await refusal(new Uint8Array())).toBe('Cannot decode as the file is empty');
  });

  it('text and other bytes, whatever their name', async () => {
    const rule =
      'Cannot decode as the file must be a JPEG, PNG, WebP, AVIF, GIF, TIFF or BMP image: it starts with';
    expect(await refusal(Buffer.from('This is a text file, not a photo'))).toBe(`${rule} "This is a text f"`);
    expect(await refusal(Buffer.from('BM is a car maker, this is no bitmap'))).toBe(
      `${rule} "BM is a car make"`,
    );
    expect(await refusal(Buffer.from([0, 1, 2, 255]))).toBe(`${rule} the bytes 00 01 02 ff`);
  });

  for (const name of [
    'rgb-420.jpg',
    'rgb-progressive.jpg',
    'cmyk-adobe.jpg',
    'rgb.png',
    'rgb.webp',
    'orientation-1.avif',
    'palette.gif',
    'rgb.tif',
    'rgb-lzw.tif',
    'rgb.bmp',
  ]) {
    it(`${name} cut short anywhere`, async () => {
      const bytes = fileOf(name);
      for (const share of [0.2, 0.5, 0.8, 0.95]) {
        const message = await refusal(bytes.subarray(0, Math.floor(bytes.length * share)));
        expect(message).toMatch(/^Cannot decode as the \w+ is cut short or damaged: [^\n]+[^.\s]$/);
      }
    });
  }

  it('a photo whose last rows are missing', async () => {
    const photo = await sharp({
      create: {
        width: 600,
        height: 400,
        channels: 3,
        background: 'teal',
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    })
      .jpeg()
      .toBuffer();
    expect(await refusal(photo.subarray(0, photo.length * 0.98))).toBe(
      'Cannot decode as the JPEG is cut short or damaged: premature end of JPEG image',
    );
  });

  it('more pixels than allowed, before it decodes any', async () => {
    for (const name of [
      'rgb.jpg',
      'rgb.png',
      'rgb.webp',
      'orientation-6.avif',
      'palette.gif',
      'rgb.tif',
      'rgb.bmp',
    ]) {
      expect(await refusal(fileOf(name), 116)).toMatch(
        /^Cannot decode as an image may have at most 116 pixels: the \w+ declares (13 × 9|9 × 13)$/,
      );
      await expect(decodeImage(fileOf(name), { maxPixels: 117 })).resolves.toMatchObject({});
    }
  });

  it('a decompression bomb: a kilobyte that declares 40 gigapixels', async () => {
    const png = Buffer.from(fileOf('rgb.png'));
    png.writeUInt32BE(200_000, 16);
    png.writeUInt32BE(200_000, 20);
    const checksum = crc32(png.subarray(12, 29));
    png.writeUInt32BE(checksum, 29);
    expect(await refusal(png)).toBe(
      'Cannot decode as an image may have at most 178956970 pixels: the PNG declares 200000 × 200000',
    );
  });
});

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
