import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { type LayerSelection, openBackbone } from '../../src/backbone/index.ts';
import { createRng, type Rng, sha256, silentEffects } from '../../src/core/index.ts';
import type { Dataset, Sample } from '../../src/dataset/index.ts';
import type { SuspicionSpace } from '../../src/evaluate/index.ts';
import {
  deepSpaces,
  extractFeatures,
  openFeatureStore,
  recipeSpace,
  recipes,
} from '../../src/feature/index.ts';

/** The forms in which an image leaks: encoded again as JPEG of quality 60, 80 to 90 % of its sides cut out, mirrored. */
export const forms = ['encoded', 'cropped', 'mirrored'] as const;

/** A copy of a sample in another form. */
export interface PlantedCopy {
  readonly original: Sample;
  readonly form: (typeof forms)[number];
  readonly copy: Sample;
}

/** Write all three forms of every image into a folder.
 * @returns by the id of the original. */
export async function writeCopies(
  samples: readonly Sample[],
  folder: string,
  seed: number,
): Promise<ReadonlyMap<string, readonly PlantedCopy[]>> {
  await mkdir(folder, { recursive: true });
  const rng = createRng(seed);
  const copies = new Map<string, PlantedCopy[]>();
  for (const [i, original] of samples.entries()) {
    const planted: PlantedCopy[] = [];
    for (const form of forms) {
      const file = join(folder, `${i}-${form}.${form === 'encoded' ? 'jpg' : 'png'}`);
      await writeFile(file, await inForm(original, form, rng));
      const contentHash = sha256(await readFile(file));
      planted.push({
        original,
        form,
        copy: { ...original, id: `${original.id} ${form}`, content: { file }, contentHash },
      });
    }
    copies.set(original.id, planted);
  }
  return copies;
}

async function inForm({ content }: Sample, form: PlantedCopy['form'], rng: Rng): Promise<Buffer> {
  if (!('file' in content)) throw new TypeError('Cannot copy the sample as it must be a file: it is a text');
  const flat = await sharp(content.file).rotate().flatten({ background: '#fff' }).png().toBuffer();
  const image = sharp(flat);
  if (form === 'encoded') return image.jpeg({ quality: 60 }).toBuffer();
  if (form === 'mirrored') return image.flop().png().toBuffer();
  const { width, height } = await sharp(flat).metadata();
  const share = 0.8 + 0.1 * rng.float();
  const size = { width: Math.round(width * share), height: Math.round(height * share) };
  const left = rng.int(width - size.width + 1);
  const top = rng.int(height - size.height + 1);
  return image
    .extract({ left, top, ...size })
    .png()
    .toBuffer();
}

/** Extract layers of the embedded detector, by default the reference layer, and raw pixels.
 * @param folder of the feature store, kept between calls. @returns spaces whose rows are in the order of the samples. */
export function extractImages(
  samples: readonly Sample[],
  folder: string,
  layers: readonly string[] = ['*expanded_conv_12/depthwise/hard_swish/mul_1'],
): Promise<SuspicionSpace[]> {
  return extract(samples, folder, { card: 'mobilenet-v3-coco', layers, recipe: 'raw-pixels' });
}

/** Extract layers of the embedded sentence encoder, and bags of words. */
export function extractTexts(samples: readonly Sample[], folder: string): Promise<SuspicionSpace[]> {
  return extract(samples, folder, { card: 'use-lite', layers: 'stages', recipe: 'bag-of-words' });
}

async function extract(
  samples: readonly Sample[],
  folder: string,
  { card, layers, recipe }: { card: string; layers: LayerSelection; recipe: string },
): Promise<SuspicionSpace[]> {
  const effects = silentEffects();
  const backbone = await openBackbone({ card }, effects, {});
  const dataset: Dataset = {
    id: 'planted',
    modality: backbone.modality,
    samples,
    classNames: [],
    task: 'classification',
    fingerprint: '',
    skipped: [],
    duplicates: [],
    warnings: [],
  };
  const plan = {
    backbones: [{ backbone, spaces: deepSpaces(backbone, layers, ['mean']) }],
    recipes: [recipeSpace(recipes.get(recipe))],
  };
  const store = await openFeatureStore(folder);
  const { spaces, matrices } = await extractFeatures({ dataset, plan, store, threads: 1 }, effects).finally(
    () => store.close(),
  );
  return spaces.map(({ id, kind, depth }) => ({
    id,
    kind,
    ...(depth !== undefined && { depth }),
    isRandom: false,
    X: matrices.get(id)!,
  }));
}
