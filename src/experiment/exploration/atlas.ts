import { canonicalHash } from '../../core/index.ts';
import type { Exploration, ExplorationMap } from '../../result/index.ts';
import { majorityOf } from './count-classes.ts';
import type { Workshop } from './jobs.ts';
import { samplesKey } from './samples.ts';
import { SHEET_COLUMNS, TILE_SIZE } from './thumbnail-sheet.ts';
import { dataUri, type Sheets } from './thumbnails.ts';
import type { ExplorationInput } from './types.ts';

/** Samples of a tile, were they spread evenly: enough for an average, few enough to show what they have in common. */
const PER_TILE = 4;
/** Columns of the grid at most: 1,024 pixels. */
const MOST_COLUMNS = 16;
/** Samples that a tile lists. */
const LISTED = 9;
/** The greatest coordinate of a map. */
const EXTENT = 10_000;

/** Cut a map into a square grid and average the pictures of each tile.
 * Source: Carter et al., Exploring neural networks with activation atlases, Distill (2019). */
export async function drawAtlas(
  map: ExplorationMap & { readonly method: 'umap' },
  sheets: Sheets,
  input: ExplorationInput,
  workshop: Workshop,
): Promise<Exploration['atlas']> {
  const columns = Math.max(1, Math.min(MOST_COLUMNS, Math.round(Math.sqrt(map.rows.length / PER_TILE))));
  const tiles = Array.from({ length: columns ** 2 }, (): number[] => []);
  const placeOf = (coordinate: number) => Math.min(columns - 1, Math.floor((coordinate * columns) / EXTENT));
  for (const i of map.rows.keys()) {
    tiles[(columns - 1 - placeOf(map.y[i]!)) * columns + placeOf(map.x[i]!)]!.push(i);
  }
  const rowsOf = (points: readonly number[]) => points.map((i) => map.rows[i]!);
  const [sheet] = await workshop.run('Drawing the atlas', [
    {
      about: { atlas: canonicalHash(map), samples: samplesKey(input), columns },
      task: () => ({
        type: 'atlas' as const,
        sheets,
        sheetColumns: SHEET_COLUMNS,
        columns,
        tiles: tiles.map(rowsOf),
      }),
    },
  ]);
  return {
    feature: map.feature,
    method: map.method,
    columns,
    size: TILE_SIZE,
    sheet: dataUri(sheet!),
    tiles: tiles.flatMap((points, place) => {
      if (points.length === 0) return [];
      const [column, row] = [place % columns, Math.floor(place / columns)];
      const [x, y] = [((column + 0.5) * EXTENT) / columns, ((columns - row - 0.5) * EXTENT) / columns];
      const distance = (i: number) => Math.hypot(map.x[i]! - x, map.y[i]! - y);
      const nearest = points.toSorted((a, b) => distance(a) - distance(b) || a - b).slice(0, LISTED);
      const { classId, purity } = majorityOf(rowsOf(points), input.data.y);
      return [{ column, row, count: points.length, rows: rowsOf(nearest), classId, purity }];
    }),
  };
}
