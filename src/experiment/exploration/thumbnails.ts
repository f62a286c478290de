import type { ExplorationThumbnails } from '../../result/index.ts';
import type { Workshop } from './jobs.ts';
import { SHEET_COLUMNS, TILE_SIZE } from './thumbnail-sheet.ts';
import type { ExplorationInput } from './types.ts';

/** Samples whose pictures still fit into a page that goes by mail: about 2 kB each. */
const MOST_INLINE = 2000;

/** WebP, one for SHEET_COLUMNS² samples each. */
export type Sheets = readonly Uint8Array[];

/** Draw the pictures of all samples, a sheet for every hundred.
 * @throws {DataError} If a file cannot be read any more. */
export function drawSheets(
  { prepared: { dataset }, features: { kept }, sampleKeys }: ExplorationInput,
  workshop: Workshop,
): Promise<Sheets> {
  const perSheet = SHEET_COLUMNS ** 2;
  const files = Array.from(kept, (index) => {
    const { id, content } = dataset.samples[index]!;
    if ('file' in content) return content.file;
    throw new RangeError(`Cannot draw sample "${id}" as it must be a file: it is a text`);
  });
  const jobs = Array.from({ length: Math.ceil(files.length / perSheet) }, (_, sheet) => {
    const [from, to] = [sheet * perSheet, (sheet + 1) * perSheet];
    return {
      about: { sheet: sampleKeys.slice(from, to) },
      task: () => ({ type: 'sheet' as const, files: files.slice(from, to) }),
    };
  });
  return workshop.run('Drawing thumbnails', jobs);
}

/** Say where the sheets are: in the exploration itself, or in files beside it.
 * @returns the files by their path in the run's folder. */
export function placeSheets(
  sheets: Sheets,
  nSamples: number,
): { readonly thumbnails: ExplorationThumbnails; readonly files: ReadonlyMap<string, Uint8Array> } {
  const shape = { size: TILE_SIZE, columns: SHEET_COLUMNS };
  if (nSamples <= MOST_INLINE) {
    return { thumbnails: { ...shape, sheets: sheets.map(dataUri) }, files: new Map() };
  }
  const files = new Map(
    sheets.map((sheet, i) => [`thumbnails/${String(i).padStart(3, '0')}.webp`, sheet] as const),
  );
  return { thumbnails: { ...shape, sheets: [...files.keys()] }, files };
}

/** A WebP picture as a data: URI. */
export function dataUri(webp: Uint8Array): string {
  return `data:image/webp;base64,${Buffer.from(webp).toString('base64')}`;
}
