import type { Distribution } from '../bootstrap/bootstrap.ts';
import { freedomOf } from '../bootstrap/interval.ts';
import { differenceError, differenceOf, oneSampleMore } from '../bootstrap/paired-difference.ts';
import { classFoldsOf } from '../predictions.ts';
import { correctedResampledT } from '../tests/corrected-resampled-t.ts';
import { holm } from '../tests/holm.ts';
import { mcnemar } from '../tests/mcnemar.ts';
import { mostDifferent } from '../tests/most-different.ts';
import { studentQuantile, studentTwoSided } from '../tests/student.ts';
import { wilcoxon } from '../tests/wilcoxon.ts';
import type { ClassFold, Comparison, Metric, TestedFold } from '../types.ts';
import { chanceOf } from './beyond-chance.ts';

/** A cell as it is compared. */
export interface Contender {
  readonly id: string;
  readonly tested: readonly TestedFold[];
  /** Of the deciding metric, on resamples that all contenders share. */
  readonly distribution: Distribution;
}

/** Differences with an adjusted p-value of at most this are taken for real. */
const LEVEL = 0.05;

/** z of a two-sided 5 % for many samples, by which t values of few samples are brought to the same scale. */
const NORMAL_975 = 1.959963984540054;

/** Compare the best of some contenders with each of the others.
 *
 * What decides is `pAdjusted`, which knows that the best was picked for its score: the chance of calling a difference
 * real that is none is at most 5 % for all comparisons together. `pHolm` corrects for their number alone, and
 * `tests` are those of the literature, for the record.
 * Few test samples leave many cells that cannot be told from the best. Those that cannot be told from guessing either,
 * where the best can, have shown nothing: they are `unproven`, not as good. The chance that some cell that knows nothing
 * of the labels counts as good is at most 5 % for all cells together (Bonferroni).
 * @param best first of the contenders. @param others in the order that comparisons are wanted.
 * @param trainSize training samples, mean over folds. */
export function compareWithBest(
  best: Contender,
  others: readonly Contender[],
  metric: Metric,
  trainSize: number,
): Comparison[] {
  if (others.length === 0) return [];
  const all = [best, ...others];
  const sign = metric.better === 'higher' ? 1 : -1;
  const freedom = freedomOf(best.distribution.design);
  const fewSamples = studentQuantile(0.975, freedom) / NORMAL_975;
  const errorOf = (spread: number, a: number, b: number) =>
    differenceError(spread, all[a]!.distribution, all[b]!.distribution, metric, trainSize);
  const scores = {
    observed: all.map(({ distribution }) => sign * distribution.observed),
    resampled: all.map(({ distribution }) => distribution.resampled),
  };
  const { t, adjusted } = mostDifferent(
    scores,
    0,
    (...given) => fewSamples * errorOf(...given),
    oneSampleMore(best.distribution, metric),
  );
  const p = others.map((_, i) => studentTwoSided(t[i + 1]! * fewSamples, freedom));
  const pHolm = holm(p);
  const { nUnits } = best.distribution.design;
  const knowsLabels = all.map(({ tested }) => chanceOf(tested, nUnits) * all.length <= LEVEL);
  const tests = others.map((other) => pairedTests(best, other, trainSize));
  const testsHolm = testIds.map((id) => holm(tests.map((of) => of[id] ?? 1)));
  return others.map((other, i) => {
    const [a, b] = sign > 0 ? [best, other] : [other, best];
    const pAdjusted = adjusted[i + 1]!;
    const equal = knowsLabels[i + 1] || !knowsLabels[0] ? 'as-good' : 'unproven';
    return {
      cell: other.id,
      difference: differenceOf(a.distribution, b.distribution, metric, trainSize),
      p: p[i]!,
      pHolm: pHolm[i]!,
      pAdjusted,
      verdict: pAdjusted > LEVEL ? equal : t[i + 1]! > 0 ? 'worse' : 'better',
      tests: Object.fromEntries(
        testIds.flatMap((id, k) => {
          const value = tests[i]![id];
          return value === undefined ? [] : [[id, { p: value, pHolm: testsHolm[k]![i]! }]];
        }),
      ),
    };
  });
}

const testIds = ['correctedResampledT', 'wilcoxon', 'mcnemar'] as const;

/** Two-sided p-values of the tests that the folds allow: those on scores need several folds, McNemar's that each sample
 * was tested once, and it looks at right and wrong classes whatever the metric. */
function pairedTests(
  a: Contender,
  b: Contender,
  trainSize: number,
): Partial<Record<(typeof testIds)[number], number>> {
  const { perFold, design } = a.distribution;
  const differences = perFold.map((score, f) => score - b.distribution.perFold[f]!);
  const nTested = a.tested.reduce((sum, { rows }) => sum + rows.length, 0);
  const testSize = nTested / a.tested.length;
  const [classesA, classesB] = [classFoldsOf(a.tested), classFoldsOf(b.tested)];
  return {
    ...(perFold.length > 1 && {
      correctedResampledT: correctedResampledT(differences, testSize / trainSize),
      wilcoxon: wilcoxon(differences),
    }),
    ...(nTested === design.nSamples && classesA && classesB && { mcnemar: mcnemarOf(classesA, classesB) }),
  };
}

function mcnemarOf(a: readonly ClassFold[], b: readonly ClassFold[]): number {
  let onlyFirst = 0;
  let onlySecond = 0;
  a.forEach(({ yTrue, yPred }, f) => {
    yTrue.forEach((label, i) => {
      const first = yPred[i] === label;
      const second = b[f]!.yPred[i] === label;
      if (first && !second) onlyFirst += 1;
      if (second && !first) onlySecond += 1;
    });
  });
  return mcnemar(onlyFirst, onlySecond).midP;
}
