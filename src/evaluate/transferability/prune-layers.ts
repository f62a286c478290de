import { transferabilityScores } from './registry.ts';

/** Which layers are not worth training on. */
export interface PruneRule {
  /** Id of the score that decides. */
  readonly score: string;
  /** The best so many are always kept. */
  readonly keep: number;
  /** How far below the best a layer must be, as a share of the range between the best and the worst, in [0, 1]. */
  readonly gap: number;
}

/** Find the layers whose predicted score is clearly below the best. A layer without the score is kept, since nothing is
 * known of it.
 * @param scores of every layer, by id of the score.
 * @returns places of those to drop, ascending.
 * @throws {RangeError} If there is no such score. */
export function pruneLayers(
  scores: readonly Readonly<Record<string, number>>[],
  { score, keep, gap }: PruneRule,
): number[] {
  const sign = transferabilityScores.get(score).better === 'higher' ? 1 : -1;
  const known = scores
    .flatMap((own, place) => (own[score] === undefined ? [] : [{ place, value: sign * own[score] }]))
    .sort((a, b) => b.value - a.value);
  const best = known[0]?.value ?? 0;
  const limit = best - gap * (best - (known.at(-1)?.value ?? 0));
  return known
    .filter(({ value }, rank) => rank >= keep && value < limit)
    .map(({ place }) => place)
    .sort((a, b) => a - b);
}
