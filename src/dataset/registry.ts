import { createRegistry, type Registry } from '../core/index.ts';
import { emoji } from './emoji.ts';
import { imageFolder } from './image-folder.ts';
import { manifest } from './manifest.ts';
import { spamAssassin } from './spam-assassin.ts';
import { text } from './text.ts';
import type { DatasetSource } from './types.ts';

/** Every kind of data set by its id: one file, one line. */
export const datasets: Registry<DatasetSource> = createRegistry<DatasetSource>('dataset', [
  imageFolder,
  manifest,
  emoji,
  text,
  spamAssassin,
]);
