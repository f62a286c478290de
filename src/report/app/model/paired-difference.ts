import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { ResultInterval } from '../../../result/index.ts';
import type { PageExploration } from '../exploration.ts';
import { isRight, outcomesOf } from './outcomes.ts';

/** Resamples of a paired bootstrap. */
export const RESAMPLES = 2000;

/** The accuracy of one cell less that of another, mean over folds as the run has it, with the 95 % interval of a paired
 * bootstrap: tested samples are drawn anew class by class, all tests of a sample as one, and both cells are judged on the
 * same draws. It knows of the tested samples only: other training samples would make it a little wider.
 * @returns undefined where the predictions of either are not kept.
 * Source: Efron & Tibshirani, An Introduction to the Bootstrap (1993), the percentile interval. */
export function pairedDifference(
  exploration: PageExploration,
  a: string,
  b: string,
  seed: number,
): ResultInterval | undefined {
  const byClass = leads(exploration, a, b);
  if (byClass === undefined) return undefined;
  const generator = xoroshiro128plus(seed);
  const resampled = Float64Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (const samples of byClass) {
      const { length } = samples;
      for (let n = length; n > 0; n--)
        sum += samples[Math.floor((generator.next() >>> 0) * length * 2 ** -32)]!;
    }
    return sum;
  }).sort();
  const mean = byClass.reduce((total, samples) => total + samples.reduce((sum, lead) => sum + lead, 0), 0);
  const quantile = (share: number) => resampled[Math.round(share * (RESAMPLES - 1))]!;
  return { mean, ci95: [quantile(0.025), quantile(0.975)] };
}

/** What each sample adds to the difference, by class: the mean over folds is the sum of all. */
function leads({ tests, ...exploration }: PageExploration, a: string, b: string): Float64Array[] | undefined {
  const [ofA, ofB] = [a, b].map((cell) => outcomesOf({ ...exploration, tests }, cell));
  if (tests === undefined || ofA === undefined || ofB === undefined) return undefined;
  const sizes = new Map<number, number>();
  for (const fold of tests.folds) sizes.set(fold, (sizes.get(fold) ?? 0) + 1);
  const classes = new Map<number, Map<number, number>>();
  for (const [test, outcome] of ofA.entries()) {
    const lead = Number(isRight(outcome)) - Number(isRight(ofB[test]!));
    const weight = 1 / (sizes.size * sizes.get(tests.folds[test]!)!);
    const samples = classes.get(outcome.actual) ?? new Map<number, number>();
    samples.set(outcome.row, (samples.get(outcome.row) ?? 0) + lead * weight);
    classes.set(outcome.actual, samples);
  }
  return [...classes.values()].map((samples) => Float64Array.from(samples.values()));
}
