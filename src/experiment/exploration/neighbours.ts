import type { FeatureSpace } from '../../feature/index.ts';
import type { Exploration } from '../../result/index.ts';
import { evenly } from './evenly.ts';
import type { Workshop } from './jobs.ts';
import { MOST_MAPPED } from './maps.ts';
import { samplesKey } from './samples.ts';
import type { ExplorationInput } from './types.ts';

/** As many as stand in a row on a phone. */
const NEIGHBOURS = 6;

/** Find the samples most alike in each of the feature spaces, for those that a map shows. */
export async function listNeighbours(
  spaces: readonly FeatureSpace[],
  input: ExplorationInput,
  workshop: Workshop,
): Promise<Exploration['neighbours']> {
  const nRows = input.features.kept.length;
  const k = Math.min(NEIGHBOURS, nRows - 1);
  if (k < 1) return [];
  const of = evenly(nRows, MOST_MAPPED);
  const found = await workshop.run(
    'Finding neighbours',
    spaces.map((space) => ({
      about: { neighbours: k, space: space.key, samples: samplesKey(input), of: of.length },
      task: () => ({ type: 'neighbours' as const, X: input.features.matrices.get(space.id)!, of, k }),
    })),
  );
  return spaces.map(({ id }, i) => ({
    feature: id,
    k,
    ...(of.length < nRows && { of: [...of] }),
    rows: [...found[i]!],
  }));
}
