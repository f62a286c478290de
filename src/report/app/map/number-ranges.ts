import { formatNumber } from '../../format.ts';

/** Numbers put into ranges, the least first. */
export interface NumberRanges {
  /** Each from the least to the greatest number that it holds: `12–31`. */
  readonly names: readonly string[];
  rangeOf(value: number): number;
}

/** Most digits behind the point. */
const MOST_DIGITS = 8;

/** Put numbers into ranges of which each holds about a given share of them. Equal numbers fall into one range; where there
 * are no more numbers than ranges, each has one of its own.
 * @param values at least one.
 * @param shares of the numbers that lie below the second range, the third, …, ascending, in (0, 1). */
export function numberRanges(values: readonly number[], shares: readonly number[]): NumberRanges {
  const ascending = values.toSorted((a, b) => a - b);
  const distinct = [...new Set(ascending)];
  const wanted =
    distinct.length <= shares.length + 1
      ? distinct
      : shares.map((share) => ascending[Math.floor(share * ascending.length)]!);
  const starts = [...new Set([distinct[0]!, ...wanted])];
  const rangeOf = (value: number) =>
    Math.max(
      starts.findLastIndex((start) => value >= start),
      0,
    );
  const ends = starts.map((_, range) => ascending.findLast((value) => rangeOf(value) === range)!);
  const text = boundFormat(starts, ends);
  const to = starts[0]! < 0 ? ' to ' : '–';
  return {
    names: starts.map((start, range) => [...new Set([text(start), text(ends[range]!)])].join(to)),
    rangeOf,
  };
}

/** With as few digits as bounds need to lie where they are, to a twentieth of the narrowest range. */
function boundFormat(starts: readonly number[], ends: readonly number[]): (bound: number) => string {
  const steps = starts.slice(1).map((start, i) => start - starts[i]!);
  const tolerance = Math.min(...steps, Number.MAX_VALUE) / 20;
  const isNear = (bound: number, digits: number) =>
    Math.abs(Number(bound.toFixed(digits)) - bound) <= tolerance;
  let digits = 0;
  while (digits < MOST_DIGITS && ![...starts, ...ends].every((bound) => isNear(bound, digits))) digits++;
  return (bound) => formatNumber(bound, digits);
}
