import { createRegistry } from '../../core/index.ts';
import { bagOfWords } from './bag-of-words.ts';
import { colourHistogram } from './colour-histogram.ts';
import { rawPixels } from './raw-pixels.ts';
import type { ImageRecipe, Recipe, TextRecipe } from './recipe.ts';

/** Every hand-crafted recipe, by id. */
export const recipes = createRegistry<Recipe>('recipe', [rawPixels, colourHistogram, bagOfWords]);

/** The recipe of an id.
 * @throws {RangeError} If there is none for samples of this modality. */
export function recipeOf(modality: 'image', id: string): ImageRecipe;
export function recipeOf(modality: 'text', id: string): TextRecipe;
export function recipeOf(modality: Recipe['modality'], id: string): Recipe {
  const recipe = recipes.get(id);
  if (recipe.modality === modality) return recipe;
  throw new RangeError(
    `Cannot compute "${id}" as it must be a recipe for ${modality}s: it is one for ${recipe.modality}s`,
  );
}
