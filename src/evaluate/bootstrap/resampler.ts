import { numberGroups } from '../groups.ts';
import { isOfClasses } from '../predictions.ts';
import type { TestedFold } from '../types.ts';

/** What is drawn anew. */
export interface Design {
  /** Distinct samples that were tested. */
  readonly nSamples: number;
  /** What is drawn as one: samples, or groups of them. */
  readonly nUnits: number;
  /** Classes, and the groups of several classes as one more. */
  readonly nStrata: number;
  /** Units that tell as much about a mean over classes as there would be in classes of equal size: nStrata² / Σ 1/n. */
  readonly effectiveUnits: number;
}

/** Draws test samples anew, with replacement. */
export interface Resampler {
  readonly design: Design;
  /** Draw once.
   * @returns how much each prediction counts, one array per fold; overwritten by the next draw. */
  draw(): readonly Float64Array[];
}

/** Resample what was tested, class by class: each class keeps its weight; numbers and sets of labels all together. Of a class of n samples, n − 1 are drawn and
 * count n / (n − 1) each, without which the resamples of small classes would vary too little; a class of one sample
 * stays as it is. A sample that several repeats tested is drawn once for all of them. Where there are groups, whole
 * groups are drawn, since samples of one group tend to be right or wrong together; groups of one class stand in for
 * that class, groups of several classes are drawn among themselves.
 * @param groups per row of X.
 * Source: Rao, Wu & Yue, Some recent work on resampling methods for complex surveys, Survey Methodology 18 (1992). */
export function createResampler(
  folds: readonly TestedFold[],
  seed: number,
  groups?: readonly (string | undefined)[],
): Resampler {
  const { unitsOf, classOf } = drawnTogether(folds, groups);
  const strata = new Map<number, number[]>();
  classOf.forEach((classId, unit) => {
    const stratum = strata.get(classId);
    if (stratum === undefined) strata.set(classId, [unit]);
    else stratum.push(unit);
  });
  const draw = fastIndices(seed);
  const drawn = new Float64Array(classOf.length);
  const weights = unitsOf.map((units) => new Float64Array(units.length));
  const parts = [...strata.values()].map((units) => Int32Array.from(units));
  return {
    design: {
      nSamples: new Set(folds.flatMap(({ rows }) => [...rows])).size,
      nUnits: classOf.length,
      nStrata: parts.length,
      effectiveUnits: parts.length ** 2 / parts.reduce((sum, units) => sum + 1 / units.length, 0),
    },
    draw: () => {
      drawn.fill(0);
      for (const units of parts) {
        const nDrawn = Math.max(units.length - 1, 1);
        const weight = units.length / nDrawn;
        for (let n = nDrawn; n > 0; n--) drawn[units[draw(units.length)]!]! += weight;
      }
      for (let f = 0; f < unitsOf.length; f++) {
        const units = unitsOf[f]!;
        const fold = weights[f]!;
        for (let i = 0; i < units.length; i++) fold[i] = drawn[units[i]!]!;
      }
      return weights;
    },
  };
}

/** Uniform integers in [0, n) from 32 random bits each. Drawing is most of the work of a bootstrap, and this takes a
 * fraction of the time of the generator in core/; what is lost (n of 2³² values are a hair likelier) is nothing here.
 * Source: T. Ettinger, mulberry32, public domain. */
function fastIndices(seed: number): (n: number) => number {
  let state = seed | 0;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return Math.floor(((mixed ^ (mixed >>> 14)) >>> 0) * n * 2 ** -32);
  };
}

/** Stands for the class of a group with samples of several classes. */
const MIXED = -1;

/** Number what is drawn as one: samples, or groups.
 * @returns the unit of each prediction per fold, and the class of each unit. */
function drawnTogether(
  folds: readonly TestedFold[],
  groups: readonly (string | undefined)[] | undefined,
): { readonly unitsOf: Int32Array[]; readonly classOf: number[] } {
  const groupOf = numberGroups(groups)?.ids;
  const known = new Map<number, number>();
  const classOf: number[] = [];
  const unitsOf = folds.map((fold) => {
    const stratumOf = isOfClasses(fold) ? (i: number) => fold.yTrue[i]! : () => 0;
    return fold.rows.map((row, i) => {
      const key = groupOf?.[row] ?? row;
      const unit = known.get(key) ?? known.size;
      known.set(key, unit);
      const stratum = stratumOf(i);
      if (unit === classOf.length) classOf.push(stratum);
      else if (classOf[unit] !== stratum) classOf[unit] = MIXED;
      return unit;
    });
  });
  return { unitsOf, classOf };
}
