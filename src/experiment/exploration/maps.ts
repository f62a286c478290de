import { deriveSeed, selectRows } from '../../core/index.ts';
import type { FeatureSpace } from '../../feature/index.ts';
import type { Exploration, ExplorationMap } from '../../result/index.ts';
import { evenly } from './evenly.ts';
import type { Workshop } from './jobs.ts';
import { samplesKey } from './samples.ts';
import type { ExplorationInput } from './types.ts';

/** Samples of a map at most: more would be drawn over each other. */
export const MOST_MAPPED = 5000;
/** Samples of a t-SNE at most: its time grows with their square, to ten seconds. */
const MOST_T_SNE = 2000;
/** Fewer have nothing to lay out. */
const LEAST_MAPPED = 5;

const methods: readonly ExplorationMap['method'][] = ['pca', 'umap', 't-sne'];

/** Lay the samples out by each method in each of the feature spaces. */
export async function drawMaps(
  spaces: readonly FeatureSpace[],
  input: ExplorationInput,
  workshop: Workshop,
): Promise<Exploration['maps']> {
  const { config } = input.prepared;
  const nRows = input.features.kept.length;
  if (nRows < LEAST_MAPPED) return [];
  const plans = methods.flatMap((method) => {
    const rows = evenly(nRows, method === 't-sne' ? MOST_T_SNE : MOST_MAPPED);
    const seed = deriveSeed(config.seed, 'map', method);
    return spaces.map((space) => ({ space, method, rows, seed }));
  });
  const layouts = await workshop.run(
    'Drawing maps',
    // the slowest method first
    plans.toReversed().map(({ space, method, rows, seed }) => ({
      about: {
        map: method,
        space: space.key,
        samples: samplesKey(input, rows),
        transform: config.transform,
        seed,
      },
      task: () => ({
        type: 'layout' as const,
        method,
        X: selectRows(input.features.matrices.get(space.id)!, rows),
        transform: config.transform,
        seed,
      }),
    })),
  );
  const inOrder = layouts.toReversed();
  return plans.map(({ space, method, rows }, i) => ({
    feature: space.id,
    method,
    rows: [...rows],
    ...inOrder[i]!,
  }));
}
