import type { RecipeSpace } from '../spaces/recipe.ts';
import { createDecoder, type ImagePass } from './decoder.ts';
import type { Extractor, ExtractorOptions } from './extractor.ts';
import type { Gap } from './gaps.ts';
import { type ExtractionPlan, type PassMaker, startPasses, tapSpaces } from './pass.ts';

/** Start to extract from images: they are decoded on other threads.
 * @throws {BackboneError} If a session cannot be started. */
export async function startImages(
  plan: ExtractionPlan,
  gaps: readonly Gap[],
  { threads, decodeThreads, batchSize }: ExtractorOptions,
): Promise<Extractor> {
  const passes = await startPasses(plan, gaps, imagePasses(threads));
  const decoder = createDecoder(passes, batchSize, decodeThreads);
  return {
    prepare: (batch) => decoder.decode(batch),
    close: async () => {
      await decoder.close();
      await Promise.all(passes.map((pass) => pass.release()));
    },
  };
}

function imagePasses(threads: number): PassMaker<ImagePass> {
  return {
    ofBackbone: async (backbone, spaces) => {
      if (backbone.modality !== 'image') {
        throw new RangeError(
          `Cannot extract features of images as the backbone must take them: "${backbone.id}"`,
        );
      }
      const tapped = await tapSpaces(backbone, spaces, threads);
      const [height, width] = backbone.input.size;
      return {
        spaces,
        making: { kind: 'input', preprocessing: backbone.input },
        inputLength: 3 * height * width,
        run: (inputs, n) => tapped.run(inputs, n),
        release: () => tapped.release(),
      };
    },
    ofRecipe: (space: RecipeSpace) => ({
      spaces: [space],
      making: { kind: 'recipe', recipe: space.id },
      inputLength: space.dim,
      run: async (vectors) => [vectors],
      release: async () => {},
    }),
  };
}
