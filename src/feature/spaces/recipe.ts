import { canonicalHash } from '../../core/index.ts';
import type { RgbImage } from '../../media/index.ts';
import type { FeatureSpace, SpaceSpec } from '../types.ts';
import { preprocessingVersions, STORE_FORMAT } from './versions.ts';

/** What recipes of every modality say. */
interface RecipeFields {
  readonly id: string;
  /** One line for `--help` and docs. */
  readonly summary: string;
  readonly kind: 'raw-pixels' | 'bag-of-words' | 'hand-crafted';
  readonly dim: number;
  /** Its vectors are mostly zero. */
  readonly sparse?: true;
  /** Raised when `compute` gives other numbers for the same image and settings. */
  readonly version: number;
  /** Every number that `compute` depends on; plain JSON. */
  readonly settings: SpaceSpec;
}

export interface ImageRecipe extends RecipeFields {
  readonly modality: 'image';
  /** @returns float32, shape (dim,). */
  compute(image: RgbImage): Float32Array;
}

export interface TextRecipe extends RecipeFields {
  readonly modality: 'text';
  /** @returns float32, shape (dim,). */
  compute(text: string): Float32Array;
}

/** Features computed from the sample without a network: one file each, one line in `registry.ts`. */
export type Recipe = ImageRecipe | TextRecipe;

/** A feature space whose vectors a recipe computes. */
export interface RecipeSpace extends FeatureSpace {
  readonly kind: Recipe['kind'];
}

/** The feature space of a recipe. */
export function recipeSpace({ id, modality, kind, dim, sparse, version, settings }: Recipe): RecipeSpace {
  const spec = {
    recipe: id,
    version,
    settings,
    ...preprocessingVersions(modality),
    precision: 'float32',
    store: STORE_FORMAT,
  };
  return { id, kind, dim, ...(sparse && { sparse }), spec, key: canonicalHash(spec) };
}
