import type { ResolvedConfig } from '../config/index.ts';
import { pruneLayers, transferabilityScores } from '../evaluate/index.ts';
import type { AssessedSpaces } from './assess-spaces.ts';
import type { Cell } from './cells.ts';
import { countOf } from './words.ts';

export interface PrunedCells {
  /** Those to evaluate, in the order of the plan. */
  readonly cells: readonly Cell[];
  /** Ids of the feature spaces that no model is trained on. */
  readonly dropped: ReadonlySet<string>;
}

/** Leave out the candidates on layers that promise little, where the config asks for it. */
export function pruneCells(
  cells: readonly Cell[],
  { scores }: AssessedSpaces,
  { evaluation: { prune } }: Pick<ResolvedConfig, 'evaluation'>,
): PrunedCells {
  if (prune === undefined) return { cells, dropped: new Set() };
  const spaces = [...scores.keys()];
  const places = pruneLayers([...scores.values()], prune);
  const dropped = new Set(places.map((place) => spaces[place]!.id));
  return {
    cells: cells.filter(({ role, space }) => role !== 'candidate' || !dropped.has(space.id)),
    dropped,
  };
}

/** What came of scoring the layers, and which were dropped and why; one line each. */
export function describeAssessment(
  { scores, reused, seconds }: AssessedSpaces,
  { dropped }: PrunedCells,
  { evaluation: { prune } }: Pick<ResolvedConfig, 'evaluation'>,
): string[] {
  if (scores.size === 0) return [];
  const scored = `Layers: ${scores.size - reused} scored before training, ${reused} from the journal (${seconds.toFixed(1)} s)`;
  if (prune === undefined) return [scored];
  const { title } = transferabilityScores.get(prune.score);
  const why = `${title} is below the best by more than ${Math.round(prune.gap * 100)} % of the range`;
  const which = dropped.size === 0 ? '' : `: ${[...dropped].join(', ')}`;
  return [scored, `Pruned: ${dropped.size} of ${countOf(scores.size, 'layer')}, whose ${why}${which}`];
}
