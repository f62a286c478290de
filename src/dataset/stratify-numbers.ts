import { DataError } from '../core/index.ts';
import type { Strata } from './strata.ts';

const MOST_BINS = 10;

/** Every fold of the usual ones, and every inner fold of those, then has some samples of each bin. */
const PER_BIN = 20;

/** Divide numbers into ranges that hold about equally many samples each, named after the least and the greatest of them.
 * Equal numbers fall into one range.
 * @param name of the data set, for the message.
 * @throws {DataError} If all numbers are equal. */
export function stratifyNumbers(values: readonly number[], name: string): Strata {
  const sorted = Float64Array.from(values).sort();
  const least = sorted[0]!;
  const greater = sorted.find((value) => value > least);
  if (greater === undefined) {
    throw new DataError(`Cannot predict the numbers of the ${name} as they must differ: all are ${least}`);
  }
  const nBins = Math.min(Math.max(Math.floor(values.length / PER_BIN), 2), MOST_BINS);
  const starts = Array.from(
    { length: nBins - 1 },
    (_, b) => sorted[Math.round(((b + 1) * sorted.length) / nBins)]!,
  );
  const distinct = [...new Set(starts.filter((start) => start > least))];
  const cuts = distinct.length > 0 ? distinct : [greater];
  const binOf = (value: number) => cuts.filter((cut) => value >= cut).length;
  const held = Array.from({ length: cuts.length + 1 }, (_, bin) =>
    sorted.filter((value) => binOf(value) === bin),
  );
  const short = held.map((bin) => rangeName(bin, (value) => Number(value.toPrecision(4))));
  const isUnique = new Set(short).size === short.length;
  return {
    names: isUnique ? short : held.map((bin) => rangeName(bin, (value) => value)),
    ids: values.map(binOf),
  };
}

/** @param ascending at least one. */
function rangeName(ascending: Float64Array, rounded: (value: number) => number): string {
  const [from, to] = [rounded(ascending[0]!), rounded(ascending.at(-1)!)];
  return from === to ? String(from) : `${from} to ${to}`;
}
