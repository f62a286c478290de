import { deriveSeed, sha256 } from '../../core/index.ts';
import type { Exploration } from '../../result/index.ts';
import { countClasses } from './count-classes.ts';
import type { Workshop } from './jobs.ts';
import { chosenCell } from './ranked-cells.ts';
import { samplesKey } from './samples.ts';
import type { ExplorationInput } from './types.ts';

/** Cluster the samples in the chosen feature space, as models see it, and hold the clusters against the classes.
 * @returns undefined where samples have no class. */
export async function describeClusters(
  input: ExplorationInput,
  workshop: Workshop,
): Promise<Exploration['clusters']> {
  const { config, dataset } = input.prepared;
  if (dataset.task !== 'classification') return undefined;
  const { space } = chosenCell(input);
  const { y } = input.data;
  const seed = deriveSeed(config.seed, 'clusters');
  const [clustering] = await workshop.run('Finding clusters', [
    {
      about: {
        clusters: sha256(new Uint8Array(y.buffer, y.byteOffset, y.byteLength)),
        space: space.key,
        samples: samplesKey(input),
        transform: config.transform,
        seed,
      },
      task: () => ({
        type: 'clusters' as const,
        X: input.features.matrices.get(space.id)!,
        y,
        transform: config.transform,
        seed,
      }),
    },
  ]);
  const { ofRow, exemplars } = clustering!;
  const clusters = exemplars.map((rows, cluster) => {
    const members = [...ofRow.keys()].filter((row) => ofRow[row] === cluster);
    return { size: members.length, classCounts: countClasses(members, y), exemplars: rows };
  });
  const nMajority = clusters.reduce((sum, { classCounts: [[, n]] }) => sum + n, 0);
  const cell = [...input.evaluations.keys()].find(
    (other) => other.space === space && other.model.type === 'k-means',
  );
  return {
    feature: space.id,
    ...(cell && { cell: cell.id }),
    purity: nMajority / ofRow.length,
    ofRow: [...ofRow],
    clusters,
  };
}
