import type { Backbone, Tap } from '../../backbone/index.ts';
import { BackboneError } from '../../core/index.ts';
import type { DeepSpace } from '../spaces/deep.ts';
import type { RecipeSpace } from '../spaces/recipe.ts';
import type { FeatureSpace } from '../types.ts';
import type { Gap } from './gaps.ts';

/** What to extract: backbones with the spaces tapped from them, and hand-crafted spaces. */
export interface ExtractionPlan {
  readonly backbones: readonly { readonly backbone: Backbone; readonly spaces: readonly DeepSpace[] }[];
  readonly recipes: readonly RecipeSpace[];
}

/** Spaces that one computation gives together: all layers of a backbone, or one recipe. */
export interface Pass {
  readonly spaces: readonly FeatureSpace[];
  release(): Promise<void>;
}

/** How the passes over samples of one modality are made. */
export interface PassMaker<P extends Pass> {
  ofBackbone(backbone: Backbone, spaces: readonly DeepSpace[]): Promise<P>;
  ofRecipe(space: RecipeSpace): P;
}

/** Every space of a plan, each id once.
 * @throws {RangeError} If two different spaces share an id. */
export function planSpaces({ backbones, recipes }: ExtractionPlan): FeatureSpace[] {
  const spaces = new Map<string, FeatureSpace>();
  for (const space of [...backbones.flatMap((entry) => entry.spaces), ...recipes]) {
    const known = spaces.get(space.id);
    if (known !== undefined && known.key !== space.key) {
      throw new RangeError(`Cannot extract features as ids must be unique: "${space.id}" is there twice`);
    }
    spaces.set(space.id, known ?? space);
  }
  return [...spaces.values()];
}

/** The deep spaces of each backbone: what one pass over it gives. A space that the plan names twice is there once. */
export function spacesByBackbone({ backbones }: ExtractionPlan): Map<Backbone, DeepSpace[]> {
  const groups = new Map<Backbone, DeepSpace[]>();
  const seen = new Set<string>();
  for (const { backbone, spaces } of backbones) {
    const group = groups.get(backbone) ?? [];
    for (const space of spaces) {
      if (!seen.has(space.id)) group.push(space);
      seen.add(space.id);
    }
    groups.set(backbone, group);
  }
  return groups;
}

/** Start the computations that the gaps need, and no others: a layer that is in the store for every sample is not tapped.
 * @throws {BackboneError} If a session cannot be started. */
export async function startPasses<P extends Pass>(
  plan: ExtractionPlan,
  gaps: readonly Gap[],
  maker: PassMaker<P>,
): Promise<P[]> {
  const wanted = new Set(gaps.flatMap(({ lacking }) => [...lacking]));
  const passes: P[] = [];
  try {
    for (const [backbone, spaces] of spacesByBackbone(plan)) {
      const taps = spaces.filter(({ id }) => wanted.has(id));
      if (taps.length > 0) passes.push(await maker.ofBackbone(backbone, taps));
    }
  } catch (error) {
    for (const pass of passes) await pass.release();
    throw error;
  }
  const recipes = plan.recipes.filter(({ id }) => wanted.has(id));
  return [...passes, ...recipes.map((space) => maker.ofRecipe(space))];
}

/** What a backbone is asked to tap.
 * @param threads of the session.
 * @throws {BackboneError} If the session runs elsewhere than the key says. */
export async function tapSpaces<T extends { readonly provider: string; release(): Promise<void> }>(
  backbone: {
    readonly id: string;
    readonly provider: string;
    tap(taps: readonly Tap[], options: { threads: number }): Promise<T>;
  },
  spaces: readonly DeepSpace[],
  threads: number,
): Promise<T> {
  const tapped = await backbone.tap(
    spaces.map(({ layer, pooling }) => ({ layer, pooling })),
    { threads },
  );
  if (tapped.provider !== backbone.provider) {
    await tapped.release();
    throw new BackboneError(
      `Cannot extract features of "${backbone.id}" as their key names the provider "${backbone.provider}": it runs on "${tapped.provider}"`,
    );
  }
  return tapped;
}
