import { type ImagePreprocessing, preprocess } from '../../media/index.ts';
import type { ImageRecipe } from './recipe.ts';

const settings: ImagePreprocessing = {
  size: [32, 32],
  resize: 'squash',
  kernel: 'bilinear',
  channels: 'rgb',
  scale: 1 / 255,
  mean: [0, 0, 0],
  std: [1, 1, 1],
  layout: 'nhwc',
};

/** The image itself, 32 × 32 × 3 values in [0, 1]: what a network's features must beat to be worth their cost. */
export const rawPixels: ImageRecipe = {
  id: 'raw-pixels',
  summary: 'the image squashed to 32 × 32, RGB in [0, 1]',
  modality: 'image',
  kind: 'raw-pixels',
  dim: 32 * 32 * 3,
  version: 1,
  settings: { ...settings },
  compute: (image) => preprocess(image, settings),
};
