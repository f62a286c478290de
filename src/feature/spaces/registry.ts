import { createRegistry } from '../../core/index.ts';
import { colourHistogram } from './colour-histogram.ts';
import { rawPixels } from './raw-pixels.ts';
import type { Recipe } from './recipe.ts';

/** Every hand-crafted recipe, by id. */
export const recipes = createRegistry<Recipe>('recipe', [rawPixels, colourHistogram]);
