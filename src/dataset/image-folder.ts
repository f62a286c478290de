import { stat } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { z } from 'zod';
import { DataError, type Effects } from '../core/index.ts';
import { buildDataset, type Entry } from './build-dataset.ts';
import { type FoundFiles, findImages } from './find-images.ts';
import { splitOf } from './split-names.ts';
import type { Dataset, DatasetSource } from './types.ts';

const options = z.strictObject({
  path: z.string().min(1).describe('The folder; a relative path starts from the working directory'),
  extensions: z
    .array(z.string().regex(/^\.[^.]+$/, 'an extension starts with a dot, as ".png"'))
    .min(1)
    .default(['.jpg', '.jpeg', '.jpe', '.jfif', '.png', '.webp', '.avif', '.gif', '.tif', '.tiff', '.bmp'])
    .describe('Files that end so, in any case, are images; all others are passed over'),
});

type ImageFolderOptions = z.infer<typeof options>;

/** A folder of images with one folder per class; `train`, `val` and `test` above the classes are a predefined split. */
export const imageFolder: DatasetSource<ImageFolderOptions> = {
  id: 'image-folder',
  summary: 'A folder of images with one folder per class; train/val/test above the classes are a split',
  modality: 'image',
  options,
  load,
};

async function load({ path, extensions }: ImageFolderOptions, effects: Effects): Promise<Dataset> {
  const root = resolve(effects.cwd, path);
  const name = `image folder "${path}"`;
  await checkFolder(root, name);
  const wanted = extensions.map((extension) => extension.toLowerCase());
  const found = await findImages(root, wanted, effects.signal);
  const hasSplit = isSplit(found.images);
  const depth = hasSplit ? 2 : 1;
  const entries: Entry[] = [];
  const loose: string[] = [];
  for (const id of found.images) {
    const folders = id.split('/').slice(0, -1);
    const label = folders[depth - 1];
    const split = hasSplit ? splitOf(folders[0]!) : undefined;
    if (label === undefined) loose.push(id);
    else
      entries.push({
        id,
        content: { file: join(root, id) },
        label,
        ...(split === undefined ? {} : { split }),
      });
  }
  if (entries.length === 0) throw noImages(name, found, wanted);
  const warnings = [...looseWarnings(loose), ...emptyClassWarnings(found.others, entries, depth)];
  const modality = imageFolder.modality;
  return buildDataset(
    { id: imageFolder.id, name, modality, entries, skipped: found.skipped, warnings },
    effects,
  );
}

async function checkFolder(root: string, name: string): Promise<void> {
  const found = await stat(root).catch((error: unknown) => {
    throw new DataError(
      `Cannot open the ${name} as it must exist: there is no "${root}"`,
      {},
      { cause: error },
    );
  });
  if (!found.isDirectory()) {
    throw new DataError(`Cannot open the ${name} as it must be a folder: "${root}" is a file`);
  }
}

/** Whether the folders at the top that hold images are the parts of a split. */
function isSplit(images: readonly string[]): boolean {
  const top = new Set(images.filter((id) => id.includes('/')).map((id) => splitOf(id.split('/')[0]!)));
  return top.has('train') && top.size >= 2 && !top.has(undefined);
}

function noImages(name: string, { images, others }: FoundFiles, extensions: readonly string[]): DataError {
  if (images.length > 0) {
    return new DataError(
      `Cannot use the ${name} as images must lie in one folder per class: none of ${images.length} does, as "${images[0]}"`,
    );
  }
  const seen =
    others.length === 0 ? 'it holds no files' : `its ${others.length} files end in ${endings(others)}`;
  return new DataError(
    `Cannot use the ${name} as it must hold files that end in ${extensions.join(', ')}: ${seen}`,
  );
}

function looseWarnings(loose: readonly string[]): string[] {
  return loose.length === 0
    ? []
    : [`Images outside of any class folder are left out (${loose.length}): "${loose[0]}"`];
}

/** Folders that would be a class, had they images. */
function emptyClassWarnings(others: readonly string[], entries: readonly Entry[], depth: number): string[] {
  const classFolder = (id: string): string => id.split('/').slice(0, depth).join('/');
  const used = new Set(entries.map(({ id }) => classFolder(id)));
  const ignored = others.filter((id) => id.split('/').length > depth && !used.has(classFolder(id)));
  return [...new Set(ignored.map(classFolder))].map((folder) => {
    const files = ignored.filter((id) => classFolder(id) === folder);
    return `Folder "${folder}" holds no images and is no class: its files end in ${endings(files)}`;
  });
}

/** The different extensions of files, the first five. */
function endings(files: readonly string[]): string {
  const seen = [...new Set(files.map((file) => extname(file).toLowerCase() || 'no extension'))];
  return seen.slice(0, 5).join(', ') + (seen.length > 5 ? ', …' : '');
}
