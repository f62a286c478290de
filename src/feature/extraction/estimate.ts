import type { Backbone } from '../../backbone/index.ts';
import type { Dataset } from '../../dataset/index.ts';
import type { FeatureStore } from '../store/types.ts';
import type { FeatureSpace } from '../types.ts';
import { rowsByContent } from './gaps.ts';
import { type ExtractionPlan, planSpaces, spacesByBackbone } from './pass.ts';

/** What an extraction would do. */
export interface ExtractionEstimate {
  /** Samples that lack a vector in at least one space; of samples with the same bytes one counts. */
  readonly samples: number;
  /** Samples that lack each space, by space id. */
  readonly lacking: ReadonlyMap<string, number>;
  /** Bytes of the vectors to be stored. */
  readonly bytes: number;
  readonly seconds: number;
  /** `measured` if every pass was timed on earlier samples, else `rough`. */
  readonly basis: 'measured' | 'rough';
}

const ROUGH_DECODE_MS = { image: 4, text: 0.2 };
const ROUGH_MS_PER_MEGABYTE = 0.5;
const ROUGH_PIXELS = 224 * 224;

/** Estimate an extraction without starting one.
 * @param store absent where there is none yet.
 * @returns seconds on one core without overlap; a rough one goes by the bytes of the weights that are needed, half a
 * millisecond a megabyte at 224 × 224 pixels or for a short text, which is right within a factor of three for common networks. */
export function estimateExtraction(
  dataset: Dataset,
  plan: ExtractionPlan,
  store: FeatureStore | undefined,
): ExtractionEstimate {
  const contents = [...rowsByContent(dataset).keys()].filter((hash) => store?.failureOf(hash) === undefined);
  const lacks = (space: FeatureSpace, hash: string) => store === undefined || !store.has(space.key, hash);
  const spaces = planSpaces(plan);
  const lacking = new Map(
    spaces.map((space) => [space.id, contents.filter((hash) => lacks(space, hash))] as const),
  );
  const lackingAny = (group: readonly FeatureSpace[]) =>
    new Set(group.flatMap((space) => lacking.get(space.id)!)).size;

  const decodeMs = ROUGH_DECODE_MS[dataset.modality];
  let ms = 0;
  let basis: ExtractionEstimate['basis'] = 'measured';
  const addPass = (group: readonly FeatureSpace[], roughMs: number) => {
    const samples = lackingAny(group);
    const measured = group.flatMap(({ key }) => store?.measurementOf(key) ?? []);
    const perSample = measured.map((measurement) => measurement.ms / measurement.samples);
    if (samples > 0 && perSample.length === 0) basis = 'rough';
    ms += samples * (perSample.length > 0 ? Math.max(...perSample) : roughMs);
  };
  for (const [backbone, group] of spacesByBackbone(plan)) {
    const megabytes = Math.max(0, ...group.map(({ modelBytes = 0 }) => modelBytes)) / 1e6;
    addPass(group, decodeMs + ROUGH_MS_PER_MEGABYTE * megabytes * sizeOf(backbone));
  }
  for (const space of plan.recipes) addPass([space], decodeMs);
  return {
    samples: lackingAny(spaces),
    lacking: new Map([...lacking].map(([id, hashes]) => [id, hashes.length])),
    bytes: spaces.reduce((sum, { id, dim }) => sum + 4 * dim * lacking.get(id)!.length, 0),
    seconds: ms / 1000,
    basis,
  };
}

/** The work of a sample in that of an image of 224 × 224 pixels; a text, whose length is not known here, counts as one. */
function sizeOf(backbone: Backbone): number {
  if (backbone.modality === 'text') return 1;
  const [height, width] = backbone.input.size;
  return (height * width) / ROUGH_PIXELS;
}
