import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Effects, sha256 } from '../core/index.ts';
import { buildDataset, type Entry } from './build-dataset.ts';
import { packageFolder } from './package-folder.ts';
import type { Dataset, DatasetSource } from './types.ts';

const options = z.strictObject({
  maxPerClass: z
    .int()
    .min(1)
    .default(60)
    .describe('Greatest number of images of a class; a larger one adds images and keeps those there are'),
  seed: z.int().default(0).describe('Which images are chosen where a class has more'),
});

type EmojiOptions = z.infer<typeof options>;

/** Which subcategories of Unicode's emoji list make which class. */
const classes: Readonly<Record<string, readonly string[]>> = {
  animal: [
    'animal-mammal',
    'animal-bird',
    'animal-amphibian',
    'animal-reptile',
    'animal-marine',
    'animal-bug',
  ],
  building: ['place-building', 'place-religious'],
  clothing: ['clothing'],
  face: [
    'face-smiling',
    'face-affection',
    'face-tongue',
    'face-hand',
    'face-neutral-skeptical',
    'face-sleepy',
    'face-unwell',
    'face-hat',
    'face-glasses',
    'face-concerned',
  ],
  flag: ['flag', 'country-flag', 'subdivision-flag'],
  food: ['food-fruit', 'food-vegetable', 'food-prepared', 'food-asian', 'food-sweet'],
  hand: [
    'hand-fingers-open',
    'hand-fingers-partial',
    'hand-single-finger',
    'hand-fingers-closed',
    'hand-prop',
    'hands',
  ],
  person: ['person', 'person-role', 'person-gesture'],
  plant: ['plant-flower', 'plant-other'],
  tool: ['tool', 'writing'],
  vehicle: ['transport-ground', 'transport-water', 'transport-air'],
};

/** Territories whose picture is that of another flag, byte by byte. */
const copies = new Set([
  'flag-bv',
  'flag-cp',
  'flag-dg',
  'flag-ea',
  'flag-hm',
  'flag-mf',
  'flag-sark',
  'flag-sj',
  'flag-um',
]);

/** The fields of `emoji.json` that are used. */
interface EmojiRecord {
  readonly short_name: string;
  readonly image: string;
  readonly subcategory: string;
  readonly has_img_google: boolean;
  /** The same picture under a newer name. */
  readonly obsoleted_by?: string;
}

/** Google's emoji as 64-pixel pictures, out of the package `emoji-datasource-google`; skin tones are left out.
 * Source: https://github.com/iamcal/emoji-data, Noto Emoji, Apache-2.0. */
export const emoji: DatasetSource<EmojiOptions> = {
  id: 'emoji',
  summary: 'Google emoji of 64 × 64 pixels in 11 classes, out of an npm package: needs no download',
  modality: 'image',
  options,
  load,
};

async function load({ maxPerClass, seed }: EmojiOptions, effects: Effects): Promise<Dataset> {
  const folder = packageFolder('emoji-datasource-google', 'emoji set');
  const records: EmojiRecord[] = JSON.parse(await readFile(join(folder, 'emoji.json'), 'utf8'));
  const entries = Object.entries(classes).flatMap(([label, subcategories]) =>
    records
      .filter((record) => subcategories.includes(record.subcategory))
      .filter(({ has_img_google, obsoleted_by }) => has_img_google && obsoleted_by === undefined)
      .filter(({ short_name }) => !copies.has(short_name))
      .map((record) => ({ record, rank: sha256(`${seed} ${record.short_name}`) }))
      .sort((a, b) => (a.rank < b.rank ? -1 : 1))
      .slice(0, maxPerClass)
      .map(({ record }): Entry => {
        const file = join(folder, 'img', 'google', '64', record.image);
        return { id: record.short_name, content: { file }, label };
      }),
  );
  return buildDataset({ id: emoji.id, name: 'emoji set', modality: 'image', entries }, effects);
}
