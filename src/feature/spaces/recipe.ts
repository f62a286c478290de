import { canonicalHash } from '../../core/index.ts';
import type { RgbImage } from '../../media/index.ts';
import type { FeatureSpace, SpaceSpec } from '../types.ts';
import { DECODER_VERSION, PREPROCESSING_VERSION, STORE_FORMAT } from './versions.ts';

/** Features computed from the pixels without a network: one file each, one line in `registry.ts`. */
export interface Recipe {
  readonly id: string;
  /** One line for `--help` and docs. */
  readonly summary: string;
  readonly kind: 'raw-pixels' | 'hand-crafted';
  readonly dim: number;
  /** Raised when `compute` gives other numbers for the same image and settings. */
  readonly version: number;
  /** Every number that `compute` depends on; plain JSON. */
  readonly settings: SpaceSpec;
  /** @returns float32, shape (dim,). */
  compute(image: RgbImage): Float32Array;
}

/** A feature space whose vectors a recipe computes. */
export interface RecipeSpace extends FeatureSpace {
  readonly kind: Recipe['kind'];
}

/** The feature space of a recipe. */
export function recipeSpace({ id, kind, dim, version, settings }: Recipe): RecipeSpace {
  const spec = {
    recipe: id,
    version,
    settings,
    decoder: DECODER_VERSION,
    preprocessing: PREPROCESSING_VERSION,
    precision: 'float32',
    store: STORE_FORMAT,
  };
  return { id, kind, dim, spec, key: canonicalHash(spec) };
}
