import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Effects } from '../../core/index.ts';
import { type Exploration, type ExplorationMap, writeExploration } from '../../result/index.ts';
import { drawAtlas } from './atlas.ts';
import { describeClusters } from './clusters.ts';
import { openWorkshop } from './jobs.ts';
import { drawMaps } from './maps.ts';
import { listNeighbours } from './neighbours.ts';
import { predictionDepth } from './prediction-depth.ts';
import { predictionParts } from './predictions.ts';
import { describeSamples } from './samples.ts';
import { mappedSpaces, neighbourSpaces } from './spaces.ts';
import { drawSheets, placeSheets } from './thumbnails.ts';
import type { ExplorationInput } from './types.ts';
import { describeUnits } from './units.ts';

/** An exploration with the pictures beside it. */
export interface ExploredRun {
  readonly exploration: Exploration;
  /** By their path in the run's folder. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Prepare what a person digs in: samples, predictions, maps, neighbours, units, clusters. What takes long is done on
 * worker threads, and taken from the journal where an earlier run did it.
 * @returns undefined where the config does not ask for it.
 * @throws {DataError} If a picture cannot be read any more. @throws {InterruptedError} If the user stops it. */
export async function exploreRun(
  input: ExplorationInput,
  effects: Effects,
): Promise<ExploredRun | undefined> {
  const { config, dataset } = input.prepared;
  if (!config.report.explore) return undefined;
  const workshop = await openWorkshop(input, effects);
  const sheets = dataset.modality === 'image' ? await drawSheets(input, workshop) : undefined;
  const placed = sheets && placeSheets(sheets, input.features.kept.length);
  const mapped = mappedSpaces(input);
  const maps = await drawMaps(mapped, input, workshop);
  const umap = maps.find(isUmap);
  const clusters = await describeClusters(input, workshop);
  const depth = predictionDepth(input);
  const exploration: Exploration = {
    schemaVersion: 1,
    samples: { ...describeSamples(input), ...(placed && { thumbnails: placed.thumbnails }) },
    ...predictionParts(input),
    maps,
    neighbours: await listNeighbours(neighbourSpaces(input), input, workshop),
    ...(depth && { predictionDepth: depth }),
    units: describeUnits(mapped, input),
    ...(sheets && umap && { atlas: await drawAtlas(umap, sheets, input, workshop) }),
    ...(clusters && { clusters }),
  };
  return { exploration, files: placed?.files ?? new Map() };
}

/** The first map is that of the chosen feature space. */
function isUmap(map: ExplorationMap): map is ExplorationMap & { readonly method: 'umap' } {
  return map.method === 'umap';
}

/** Write `exploration.json` and its pictures into a run's folder.
 * @throws {StoreError} If the exploration breaks its schema or a file cannot be written. */
export async function writeExplored({ exploration, files }: ExploredRun, folder: string): Promise<void> {
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  await writeExploration(exploration, join(folder, 'exploration.json'));
}
