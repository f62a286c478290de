import { groupStyle, outcomeStyles, type PointStyle, rampStyle } from '../../chart/point-style.ts';
import { plainText } from '../../plain-text.ts';
import type { PageExploration } from '../exploration.ts';
import { differingLabels } from '../model/label-sets.ts';
import type { Colouring } from './groups.ts';
import { numberRanges } from './number-ranges.ts';

/** Fifths. */
const numberShares = [0.2, 0.4, 0.6, 0.8];

/** Most errors are small: half of them are one range, the largest tenth is another. */
const errorShares = [0.5, 0.75, 0.9];

const untested = { name: 'Not tested', style: outcomeStyles.untested };

/** By ranges of what is to be predicted, each of about as many samples. */
export function byNumber({ samples: { numbers } }: PageExploration): Colouring | undefined {
  if (numbers === undefined) return undefined;
  const { names, rangeOf } = numberRanges(numbers, numberShares);
  return { groups: onRamp(names), isOrdered: true, ofRow: numbers.map(rangeOf) };
}

/** By how far off a cell's predictions are. */
export function byError(
  { samples, tests, predictedNumbers }: PageExploration,
  cell: string | undefined,
): Colouring | undefined {
  const said = predictedNumbers?.find((of) => of.cell === cell);
  if (tests === undefined || said === undefined) return undefined;
  const errors = worstOfRow(samples.ids.length, tests.rows, (test, row) =>
    Math.abs(said.predicted[test]! - samples.numbers![row]!),
  );
  const { names, rangeOf } = numberRanges(
    errors.filter((error) => error !== undefined),
    errorShares,
  );
  return {
    groups: [...onRamp(names.map((name) => `Off by ${name}`)), untested],
    isOrdered: true,
    ofRow: errors.map((error) => (error === undefined ? names.length : rangeOf(error))),
  };
}

/** By the label of a sample that fewest others have. */
export function byRarestLabel(
  { samples: { labels } }: PageExploration,
  labelNames: readonly string[],
): Colouring | undefined {
  if (labels === undefined) return undefined;
  const counts = labelNames.map(() => 0);
  for (const label of labels.flat()) counts[label]!++;
  const rarest = (of: readonly number[]) => of.toSorted((a, b) => counts[a]! - counts[b]! || a - b)[0];
  return {
    groups: [
      ...labelNames.map((name, i) => ({ name: plainText(name), style: groupStyle(i) })),
      { name: 'No label', style: outcomeStyles.untested },
    ],
    ofRow: labels.map((of) => rarest(of) ?? labelNames.length),
  };
}

/** By the number of labels that a cell missed or added. */
export function byMissedLabels(
  { samples, tests, predictedLabels }: PageExploration,
  cell: string | undefined,
): Colouring | undefined {
  const said = predictedLabels?.find((of) => of.cell === cell);
  if (tests === undefined || said === undefined) return undefined;
  const wrong = worstOfRow(samples.ids.length, tests.rows, (test, row) => {
    const { missed, added } = differingLabels(samples.labels![row]!, said.predicted[test]!);
    return missed.length + added.length;
  });
  const names = ['All labels right', '1 label wrong', '2 labels wrong', '3 or more labels wrong'];
  return {
    groups: [...onRamp(names), untested],
    isOrdered: true,
    ofRow: wrong.map((n) => (n === undefined ? names.length : Math.min(n, names.length - 1))),
  };
}

/** The greatest of what came of a sample's tests; undefined of one that was not tested. */
function worstOfRow(
  nRows: number,
  rows: readonly number[],
  missOf: (test: number, row: number) => number,
): readonly (number | undefined)[] {
  const worst = new Array<number | undefined>(nRows).fill(undefined);
  for (const [test, row] of rows.entries()) worst[row] = Math.max(worst[row] ?? 0, missOf(test, row));
  return worst;
}

function onRamp(names: readonly string[]): { readonly name: string; readonly style: PointStyle }[] {
  return names.map((name, i) => ({ name, style: rampStyle(i, names.length) }));
}
