import { createRng, deriveSeed } from '../../core/index.ts';
import { numberGroups } from '../groups.ts';
import type { Fold } from '../types.ts';
import { assignGroups } from './assign-groups.ts';
import { foldsFromBins } from './bins.ts';
import { countGroups, countSamples } from './checks.ts';
import { dealSamples } from './deal-samples.ts';

/** Folds of a training part to choose settings on. */
export interface InnerFolds {
  /** Indices into the training part; none if it cannot be divided. */
  readonly folds: readonly Fold[];
  /** Full sentences, where there are fewer folds than wanted. */
  readonly warnings: readonly string[];
}

/** Divide a training part into stratified folds, groups unbroken. Unlike an outer split it is never refused: there are
 * as many folds as the rarest class has samples (groups), or all samples have where classes only stratify, but at least
 * two.
 * @param y int32, (nTrain,); classes in [0, nClasses) may be absent.
 * @param groups per sample of the training part. */
export function innerFolds(
  y: Int32Array,
  nClasses: number,
  groups: readonly (string | undefined)[] | undefined,
  wanted: number,
  seed: number,
  stratifiesOnly = false,
): InnerFolds {
  const numbered = numberGroups(groups);
  const counts = numbered === undefined ? countSamples(y, nClasses) : countGroups(y, nClasses, numbered);
  const fewest = stratifiesOnly
    ? (numbered?.nGroups ?? y.length)
    : Math.min(...counts.filter((count) => count > 0));
  const nFolds = Math.max(2, Math.min(wanted, fewest));
  const rng = createRng(deriveSeed(seed, 'inner'));
  const shares = Array.from({ length: nFolds }, () => 1 / nFolds);
  const binOf =
    numbered === undefined ? dealSamples(y, nFolds, rng) : assignGroups(y, nClasses, numbered, shares, rng);
  const folds = foldsFromBins(binOf, nFolds).filter(({ train, test }) => train.length > 0 && test.length > 0);
  if (folds.length === 0) {
    return { folds, warnings: ['Settings were not compared, as all training samples are of one group.'] };
  }
  const unit = numbered === undefined ? 'training samples' : 'groups of training samples';
  const who = stratifiesOnly ? 'there are' : 'the rarest class has';
  const fewer = `Settings were compared on ${folds.length} inner folds, not ${wanted}, as ${who} too few ${unit}: ${fewest}.`;
  return { folds, warnings: fewest < wanted ? [fewer] : [] };
}
