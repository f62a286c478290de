import { TILE_SIZE, toWebp } from './thumbnail-sheet.ts';

/** Pictures to average, group by group. */
export interface AtlasTask {
  readonly type: 'atlas';
  /** WebP, as `drawSheet` draws them. */
  readonly sheets: readonly Uint8Array[];
  readonly sheetColumns: number;
  /** Columns, and rows, of the atlas. */
  readonly columns: number;
  /** The rows of the samples of each tile, from the left, then down; a tile may be empty. */
  readonly tiles: readonly (readonly number[])[];
}

/** Average the thumbnails of each tile.
 * @returns WebP, `columns` tiles wide and high; tiles without samples are transparent. */
export async function drawAtlas({ sheets, sheetColumns, columns, tiles }: AtlasTask): Promise<Uint8Array> {
  const pictures = await Promise.all(sheets.map(decodeSheet));
  const perSheet = sheetColumns ** 2;
  const averages = tiles.map((rows) => {
    if (rows.length === 0) return undefined;
    const sums = new Float64Array(4 * TILE_SIZE ** 2);
    for (const row of rows) {
      const place = row % perSheet;
      const [left, top] = [place % sheetColumns, Math.floor(place / sheetColumns)];
      addTile(sums, pictures[Math.floor(row / perSheet)]!, left * TILE_SIZE, top * TILE_SIZE);
    }
    return averageOf(sums, rows.length);
  });
  return toWebp(averages, columns, columns);
}

interface Picture {
  /** RGBA. */
  readonly data: Uint8Array;
  readonly width: number;
}

async function decodeSheet(webp: Uint8Array): Promise<Picture> {
  const { default: sharp } = await import('sharp');
  const { data, info } = await sharp(webp).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width };
}

/** Add a tile with its colours weighted by how opaque they are. */
function addTile(sums: Float64Array, { data, width }: Picture, left: number, top: number): void {
  for (let at = 0; at < TILE_SIZE ** 2; at++) {
    const from = 4 * ((top + Math.floor(at / TILE_SIZE)) * width + left + (at % TILE_SIZE));
    const alpha = data[from + 3]!;
    for (let c = 0; c < 3; c++) sums[4 * at + c]! += alpha * data[from + c]!;
    sums[4 * at + 3]! += alpha;
  }
}

function averageOf(sums: Float64Array, n: number): Uint8Array {
  const tile = new Uint8Array(sums.length);
  for (let at = 0; at < sums.length; at += 4) {
    const alpha = sums[at + 3]!;
    for (let c = 0; c < 3 && alpha > 0; c++) tile[at + c] = Math.round(sums[at + c]! / alpha);
    tile[at + 3] = Math.round(alpha / n);
  }
  return tile;
}
