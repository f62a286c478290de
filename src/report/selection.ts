import { count, formatNumber } from './format.ts';
import { isPermuted } from './permuted.ts';
import { type Phrase, phrase } from './phrase.ts';
import { floorTypes, taskOf, taskWords } from './task.ts';
import type { ReportView } from './view.ts';

/** How many comparisons stand behind the tied-best set, and how many cells are really worse or better. */
export function comparisonsOf({ results }: ReportView): Phrase | undefined {
  const { comparisons } = results.answer;
  if (comparisons === undefined || comparisons.length === 0) return undefined;
  const countOf = (verdict: string) => comparisons.filter((of) => of.verdict === verdict).length;
  const [worse, better, unproven] = [countOf('worse'), countOf('better'), countOf('unproven')];
  const isAre = (n: number) => `${formatNumber(n)} ${n === 1 ? 'is' : 'are'}`;
  const also = better > 0 ? ` and ${isAre(better)} really better` : '';
  const shown =
    unproven > 0
      ? ` ${formatNumber(unproven)} can be told neither from it nor from guessing, and ${unproven === 1 ? 'does' : 'do'} not count as good.`
      : '';
  return phrase`Of ${count(comparisons.length, 'other cell')}, ${isAre(worse)} really worse than it${also}, after correction for ${count(comparisons.length, 'comparison')} and for having picked the best by its score.${shown}`;
}

/** What picking a cell without the test parts comes to, and how much of the best cell's score is luck. */
export function procedureOf({ results, metric }: ReportView): Phrase | undefined {
  const { procedure, best } = results.answer;
  if (procedure === undefined) return undefined;
  const { optimism, picked, nCells } = procedure;
  const timesBest = picked.filter((id) => id === best).length;
  const expectation = phrase`Expect ${metric.named(procedure.mean)} on new data (95\u00a0% interval ${metric.range(procedure)}): that is what comes of picking among ${count(nCells, 'cell')} by inner folds of the training parts alone.`;
  if (timesBest === picked.length) {
    return phrase`${expectation} Inner folds pick the best cell every time, so its lead is no luck of the pick.`;
  }
  const direction = metric.better === 'lower' ? ` less ${metric.word}` : '';
  return phrase`${expectation} The best cell looks ${metric.difference(optimism.mean)}${direction} better (95\u00a0% interval ${metric.differenceRange(optimism)}) for having been picked on the test parts; inner folds picked it in ${timesBest} of ${count(picked.length, 'fold')}.`;
}

/** The control with shuffled labels, and what it says. */
export function permutedOf({ results, metric, score, features }: ReportView): Phrase | undefined {
  const control = results.cells.find(isPermuted);
  const result = control && score(control);
  if (result === undefined) return undefined;
  const words = taskWords[taskOf(results)];
  const reached = phrase`With shuffled ${words.targets} the same cell reaches ${metric.named(result.mean)} (95\u00a0% interval ${metric.range(result)})`;
  const floor = features.flatMap(({ cells }) => cells).find(({ model }) => floorTypes.includes(model.type));
  const least = floor && score(floor)?.mean;
  if (least === undefined) return phrase`${reached}.`;
  const [low, high] = result.ci95;
  const isAbove = metric.better === 'higher' ? low > least : high < least;
  return isAbove
    ? phrase`${reached}, better than ${words.floor}: something gives the ${words.targets} away, so trust no score of this run.`
    : phrase`${reached}, no better than ${words.floor}: nothing but the ${words.targets} makes its score.`;
}
