import { readFile } from 'node:fs/promises';
import type { Sharp } from 'sharp';
import { DataError, messageOf, throwIfAborted } from '../../core/index.ts';
import { decodeImage } from '../../media/index.ts';

/** Pixels a side: as large as a map or a list of samples shows them. */
export const TILE_SIZE = 64;
/** Tiles in a row of a sheet, and rows: 640 pixels, a picture that any browser decodes at once. */
export const SHEET_COLUMNS = 10;
/** Of WebP, 0 … 100: below it, photos of this size smear. */
const QUALITY = 75;

/** The pictures of one sheet, at most SHEET_COLUMNS². */
export interface SheetTask {
  readonly type: 'sheet';
  readonly files: readonly string[];
}

/** Draw pictures side by side, each as decoded for the networks, whole in its tile; the rest is transparent.
 * @returns WebP, SHEET_COLUMNS tiles wide and as high as they need.
 * @throws {DataError} If a file cannot be read or decoded. @throws {InterruptedError} If the signal is raised. */
export async function drawSheet({ files }: SheetTask, signal?: AbortSignal): Promise<Uint8Array> {
  const tiles = [];
  for (const file of files) {
    throwIfAborted(signal);
    tiles.push(await tileOf(file));
  }
  return toWebp(tiles, SHEET_COLUMNS, Math.ceil(files.length / SHEET_COLUMNS));
}

/** Encode tiles as one picture.
 * @param tiles RGBA, TILE_SIZE² each, from the left, then down; one that is absent is transparent. */
export async function toWebp(
  tiles: readonly (Uint8Array | undefined)[],
  columns: number,
  rows: number,
): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  const width = columns * TILE_SIZE;
  const sheet = new Uint8Array(4 * width * rows * TILE_SIZE);
  for (const [i, tile] of tiles.entries()) {
    const start = 4 * (Math.floor(i / columns) * TILE_SIZE * width + (i % columns) * TILE_SIZE);
    for (let y = 0; tile !== undefined && y < TILE_SIZE; y++) {
      sheet.set(tile.subarray(4 * y * TILE_SIZE, 4 * (y + 1) * TILE_SIZE), start + 4 * y * width);
    }
  }
  const picture = sharp(sheet, { raw: { width, height: rows * TILE_SIZE, channels: 4 } });
  return new Uint8Array(await picture.webp({ quality: QUALITY }).toBuffer());
}

async function tileOf(file: string): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  try {
    const { data, width, height } = await decodeImage(await readFile(file));
    const picture: Sharp = sharp(data, { raw: { width, height, channels: 3 } }).ensureAlpha();
    const transparent = { r: 0, g: 0, b: 0, alpha: 0 };
    return await picture
      .resize(TILE_SIZE, TILE_SIZE, { fit: 'contain', background: transparent })
      .raw()
      .toBuffer();
  } catch (cause) {
    throw new DataError(
      `Cannot draw a picture as its file must be readable: ${messageOf(cause)}`,
      { file },
      { cause },
    );
  }
}
