import type { ResolvedConfig } from '../config/index.ts';
import {
  type CellEvaluation,
  judgePrediction,
  metrics,
  type TransferabilityScore,
  transferabilityScores,
} from '../evaluate/index.ts';
import type { Results } from '../result/index.ts';
import type { AssessedSpaces, LayerSpace } from './assess-spaces.ts';
import type { EvaluationData } from './cell-task.ts';
import type { Cell } from './cells.ts';
import type { PrunedCells } from './prune-cells.ts';

type Transferability = NonNullable<Results['transferability']>;

/** What was predicted of each layer, and how well, once its models are evaluated.
 * @returns undefined where there is no layer. */
export function transferabilityResults(
  assessed: AssessedSpaces,
  { dropped }: Pick<PrunedCells, 'dropped'>,
  evaluations: ReadonlyMap<Cell, CellEvaluation>,
  { folds }: Pick<EvaluationData, 'folds'>,
  { evaluation: { tune, prune } }: Pick<ResolvedConfig, 'evaluation'>,
): Transferability | undefined {
  const { scores, nScored, seconds } = assessed;
  if (scores.size === 0) return undefined;
  const measured = bestBySpace(evaluations, tune.metric);
  const used = transferabilityScores.entries.filter(({ id }) =>
    [...scores.values()].some((own) => own[id] !== undefined),
  );
  return {
    nSamples: nScored,
    scores: used.map(({ id, title, better }) => ({ id, title, better })),
    spaces: [...scores].map(([space, own]) => ({
      ...describeLayer(space),
      ...(space.depth === undefined ? {} : { depth: space.depth }),
      dim: space.dim,
      scores: own,
      ...(dropped.has(space.id) && { dropped: true as const }),
    })),
    predictions: used.flatMap((score) => judged(score, scores, measured, tune.metric)),
    ...(prune && { pruning: { ...prune, seesTestLabels: folds.length > 1 } }),
    seconds,
  };
}

/** How alike the layers are; undefined where there are not two. */
export function similarityResults({
  similarity,
  scores,
  nCompared,
}: AssessedSpaces): Results['similarity'] | undefined {
  if (similarity === undefined) return undefined;
  const table = (values: readonly (readonly number[])[]) =>
    values.map((row) => row.map((value) => (Number.isFinite(value) ? value : null)));
  return {
    nSamples: nCompared,
    spaces: [...scores.keys()].map(describeLayer),
    cka: table(similarity.cka),
    debiased: table(similarity.debiased),
  };
}

function describeLayer({ id, backbone, layer, pooling }: LayerSpace) {
  return { id, backbone, layer, pooling };
}

/** The best value of a metric on each feature space, by id, over its candidates. */
function bestBySpace(
  evaluations: ReadonlyMap<Cell, CellEvaluation>,
  metric: string,
): ReadonlyMap<string, number> {
  const { better } = metrics.get(metric);
  const best = new Map<string, number>();
  for (const [{ role, space }, evaluation] of evaluations) {
    const value = evaluation.metrics[metric]?.mean;
    if (role !== 'candidate' || value === undefined) continue;
    const known = best.get(space.id) ?? value;
    best.set(space.id, better === 'higher' ? Math.max(known, value) : Math.min(known, value));
  }
  return best;
}

/** One score against what was measured, on the layers that have both; nothing where these are fewer than three. */
function judged(
  { id, better }: TransferabilityScore,
  scores: AssessedSpaces['scores'],
  measured: ReadonlyMap<string, number>,
  metric: string,
): Transferability['predictions'][number][] {
  const spaces = [...scores.keys()].filter(
    (space) => scores.get(space)![id] !== undefined && measured.has(space.id),
  );
  if (spaces.length < 3) return [];
  const { chosen, ...rest } = judgePrediction(
    { values: spaces.map((space) => scores.get(space)![id]!), better },
    { values: spaces.map((space) => measured.get(space.id)!), better: metrics.get(metric).better },
  );
  return [{ score: id, chosen: spaces[chosen]!.id, ...rest }];
}
