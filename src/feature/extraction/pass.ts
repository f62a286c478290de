import type { Backbone } from '../../backbone/index.ts';
import { BackboneError } from '../../core/index.ts';
import { type DeepSpace, PROVIDER } from '../spaces/deep.ts';
import type { RecipeSpace } from '../spaces/recipe.ts';
import type { FeatureSpace } from '../types.ts';
import type { Making } from './decode-task.ts';
import type { Gap } from './gaps.ts';

/** What to extract: backbones with the spaces tapped from them, and hand-crafted spaces. */
export interface ExtractionPlan {
  readonly backbones: readonly { readonly backbone: Backbone; readonly spaces: readonly DeepSpace[] }[];
  readonly recipes: readonly RecipeSpace[];
}

/** Spaces that one computation gives together: all layers of a backbone, or one recipe. */
export interface Pass {
  readonly spaces: readonly FeatureSpace[];
  readonly making: Making;
  /** Values a sample that the decoder makes. */
  readonly inputLength: number;
  /** @param inputs float32, (n, inputLength).
   * @returns one float32 array of shape (n, space.dim) per space; it may be the input itself. */
  run(inputs: Float32Array, n: number): Promise<readonly Float32Array[]>;
  release(): Promise<void>;
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
export async function startPasses(
  plan: ExtractionPlan,
  gaps: readonly Gap[],
  threads: number,
): Promise<Pass[]> {
  const wanted = new Set(gaps.flatMap(({ lacking }) => [...lacking]));
  const passes: Pass[] = [];
  try {
    for (const [backbone, spaces] of spacesByBackbone(plan)) {
      const taps = spaces.filter(({ id }) => wanted.has(id));
      if (taps.length > 0) passes.push(await backbonePass(backbone, taps, threads));
    }
  } catch (error) {
    for (const pass of passes) await pass.release();
    throw error;
  }
  return [...passes, ...plan.recipes.filter(({ id }) => wanted.has(id)).map(recipePass)];
}

async function backbonePass(
  backbone: Backbone,
  spaces: readonly DeepSpace[],
  threads: number,
): Promise<Pass> {
  const tapped = await backbone.tap(
    spaces.map(({ layer, pooling }) => ({ layer, pooling })),
    { threads },
  );
  if (tapped.provider !== PROVIDER) {
    await tapped.release();
    throw new BackboneError(
      `Cannot extract features of "${backbone.id}" as their key names the provider "${PROVIDER}": it runs on "${tapped.provider}"`,
    );
  }
  const [height, width] = backbone.input.size;
  return {
    spaces,
    making: { kind: 'input', preprocessing: backbone.input },
    inputLength: 3 * height * width,
    run: (inputs, n) => tapped.run(inputs, n),
    release: () => tapped.release(),
  };
}

function recipePass(space: RecipeSpace): Pass {
  return {
    spaces: [space],
    making: { kind: 'recipe', recipe: space.id },
    inputLength: space.dim,
    run: async (vectors) => [vectors],
    release: async () => {},
  };
}
