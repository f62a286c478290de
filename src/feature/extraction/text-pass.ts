import type { Sample } from '../../dataset/index.ts';
import type { RecipeSpace } from '../spaces/recipe.ts';
import { recipeOf } from '../spaces/registry.ts';
import type { BatchPart, Extractor, ExtractorOptions } from './extractor.ts';
import type { Gap } from './gaps.ts';
import { type ExtractionPlan, type Pass, type PassMaker, startPasses, tapSpaces } from './pass.ts';

/** A pass over texts. */
interface TextPass extends Pass {
  /** @returns one float32 array of shape (texts.length, space.dim) per space. */
  run(texts: readonly string[]): Promise<readonly Float32Array[]>;
}

/** Start to extract from texts: they need no decoding, so that all is done where the networks run.
 * @throws {BackboneError} If a session cannot be started. */
export async function startTexts(
  plan: ExtractionPlan,
  gaps: readonly Gap[],
  { threads }: Pick<ExtractorOptions, 'threads'>,
): Promise<Extractor> {
  const passes = await startPasses(plan, gaps, textPasses(threads));
  const partOf = ({ spaces, run }: TextPass, batch: readonly Gap[]): BatchPart => {
    const members = batch.filter((gap) => spaces.some(({ id }) => gap.lacking.has(id)));
    return { spaces, gaps: members, ms: 0, compute: () => run(members.map(({ sample }) => textOf(sample))) };
  };
  return {
    prepare: async (batch) => ({ parts: passes.map((pass) => partOf(pass, batch)), failures: new Map() }),
    close: async () => {
      await Promise.all(passes.map((pass) => pass.release()));
    },
  };
}

/** Long texts first: texts of like length waste little on padding, and what the memory cannot hold shows at once. */
export function longestFirst(gaps: readonly Gap[]): Gap[] {
  return [...gaps].sort((a, b) => textOf(b.sample).length - textOf(a.sample).length);
}

/** The text of a sample.
 * @throws {RangeError} If it is a file. */
export function textOf({ id, content }: Sample): string {
  if ('text' in content) return content.text;
  throw new RangeError(`Cannot read sample "${id}" as it must be a text: it is a file`);
}

function textPasses(threads: number): PassMaker<TextPass> {
  return {
    ofBackbone: async (backbone, spaces) => {
      if (backbone.modality !== 'text') {
        throw new RangeError(
          `Cannot extract features of texts as the backbone must take them: "${backbone.id}"`,
        );
      }
      const tapped = await tapSpaces(backbone, spaces, threads);
      return { spaces, run: (texts) => tapped.run(texts), release: () => tapped.release() };
    },
    ofRecipe: (space: RecipeSpace) => {
      const { compute } = recipeOf('text', space.id);
      const run = async (texts: readonly string[]) => {
        const vectors = new Float32Array(texts.length * space.dim);
        texts.forEach((text, i) => void vectors.set(compute(text), i * space.dim));
        return [vectors];
      };
      return { spaces: [space], run, release: async () => {} };
    },
  };
}
