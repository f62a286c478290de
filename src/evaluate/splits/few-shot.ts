import { createRng, DataError, deriveSeed } from '../../core/index.ts';
import type { Fold, SplitInput } from '../types.ts';
import { countSamples, requireTrainable, requireTwoClasses } from './checks.ts';
import { predefined, predefinedParts } from './predefined.ts';

/** Train on a few samples of every class, drawn several times; test on the data set's own test part where it has one,
 * else on all samples that were not drawn. A group that trains is not tested.
 * @param protocol.perClass samples of every class that train. @param protocol.draws how often they are drawn anew.
 * @returns one fold per draw.
 * @throws {DataError} If a class has too few samples to draw from, nothing is left to test, or the data set's own split
 * cannot be used. */
export function fewShot({ perClass, draws }: { perClass: number; draws: number }, input: SplitInput): Fold[] {
  const { y, classNames } = input;
  const task = `draw ${perClass} ${perClass === 1 ? 'sample' : 'samples'} of every class`;
  requireTwoClasses(input, task);
  const [own] = predefinedParts(input.splits) === undefined ? [] : predefined(input);
  const pool = own?.train ?? Int32Array.from(y.keys());
  requireEnough(pool, input, own === undefined ? perClass + 1 : perClass, task);
  const made = Array.from({ length: draws }, (_, draw) => {
    const rng = createRng(deriveSeed(input.seed, 'few-shot', draw));
    const left = new Int32Array(classNames.length).fill(perClass);
    const train = rng
      .shuffle(pool.slice())
      .filter((i) => left[y[i]!]!-- > 0)
      .sort();
    return { train, test: own?.test ?? restOf(train, input) };
  });
  requireTrainable(made, input, task);
  return made;
}

/** All rows that did not train, nor did any other of their group. */
function restOf(train: Int32Array, { y, groups }: SplitInput): Int32Array {
  const rows = new Set(train);
  const trained = new Set(groups && Array.from(train, (i) => groups[i]));
  trained.delete(undefined);
  return Int32Array.from(y.keys()).filter((i) => !rows.has(i) && !trained.has(groups?.[i]));
}

function requireEnough(
  pool: Int32Array,
  { y, classNames, splits }: SplitInput,
  needed: number,
  task: string,
): void {
  const counts = countSamples(
    pool.map((i) => y[i]!),
    classNames.length,
  );
  const fewest = Math.min(...counts);
  if (fewest >= needed) return;
  const where = predefinedParts(splits) === undefined ? 'samples' : 'training samples';
  throw new DataError(
    `Cannot ${task} as every class needs at least ${needed} ${where}: class "${classNames[counts.indexOf(fewest)]}" has ${fewest}`,
  );
}
