import type { ImageRecipe } from './recipe.ts';

const BITS = 3;
const BINS = 2 ** BITS;

/** How often each colour occurs, wherever it stands: the joint histogram over 8 × 8 × 8 bins of RGB, counted on the full
 * image, with sum 1. Bin (r, g, b) is at `(r * 8 + g) * 8 + b`.
 * Source: Swain & Ballard, Color Indexing, IJCV 7 (1991); Chapelle, Haffner & Vapnik, Support Vector Machines for
 * Histogram-Based Image Classification, IEEE TNN 10 (1999), for its use with a classifier. */
export const colourHistogram: ImageRecipe = {
  id: 'colour-histogram',
  summary: 'joint RGB histogram, 8 bins a channel, sum 1',
  modality: 'image',
  kind: 'hand-crafted',
  dim: BINS ** 3,
  version: 1,
  settings: { space: 'rgb', bins: BINS },
  compute: ({ data, width, height }) => {
    const counts = new Uint32Array(BINS ** 3);
    const shift = 8 - BITS;
    for (let i = 0; i < data.length; i += 3) {
      counts[
        ((data[i]! >> shift) << (2 * BITS)) | ((data[i + 1]! >> shift) << BITS) | (data[i + 2]! >> shift)
      ]!++;
    }
    return Float32Array.from(counts, (count) => count / (width * height));
  },
};
