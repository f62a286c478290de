import { createPause, type Features, selectRows, takeLabels } from '../../core/index.ts';
import { designMatrix } from '../../linalg/index.ts';
import { presentClasses } from '../labels.ts';
import type { FitOptions } from '../types.ts';
import { countedSamples } from './counted-samples.ts';
import type { FittedLinear } from './fitted-linear.ts';
import { biasOf, fitLinearSvm, fittedSvm } from './linear-svm-fit.ts';
import type { LinearSvmParams } from './linear-svm-params.ts';
import { classWeights, type MarginProblem, oneVsRestProblems } from './margin-problem.ts';
import { fitSquaredHinge } from './squared-hinge.ts';

/** The problems of one setting on one part, among those of all. */
interface Cell {
  readonly part: number;
  readonly setting: number;
  readonly classes: Int32Array;
  readonly problems: readonly MarginProblem[];
}

/** Fit linear SVMs of every setting on every part of X. Those with squared hinge loss that agree in all but C and the
 * weights of classes advance together, in products as wide as they are many; others share nothing.
 * @returns models[part][setting].
 * @throws {InterruptedError} If the signal is raised. */
export async function fitLinearSvmGrid(
  X: Features,
  y: Int32Array,
  nClasses: number,
  parts: readonly Int32Array[],
  settings: readonly LinearSvmParams[],
  options: FitOptions,
): Promise<FittedLinear[][]> {
  const models = parts.map(() => new Array<FittedLinear>(settings.length));
  const groups = new Map<string, number[]>();
  for (const [s, params] of settings.entries()) {
    const isShared = params.loss === 'squared-hinge' && params.multiclass === 'one-vs-rest';
    const key = isShared ? [biasOf(params), params.tolerance, params.maxIterations].join() : `alone ${s}`;
    groups.set(key, [...(groups.get(key) ?? []), s]);
  }
  let done = 0;
  for (const [key, group] of groups) {
    if (key.startsWith('alone')) await fitAlone(group[0]!);
    else await fitTogether(group);
    done += group.length;
    options.progress?.(done / settings.length);
  }
  return models;

  async function fitAlone(s: number): Promise<void> {
    for (const [p, rows] of parts.entries()) {
      const samples = countedSamples(selectRows(X, rows), takeLabels(y, rows), nClasses, undefined);
      const { seed, signal } = options;
      models[p]![s] = await fitLinearSvm(samples, nClasses, settings[s]!, {
        ...(seed !== undefined && { seed }),
        ...(signal && { signal }),
      });
    }
  }

  async function fitTogether(group: readonly number[]): Promise<void> {
    const cells = parts.flatMap((rows, part) =>
      group.map((setting) => cellOf(X, y, nClasses, rows, part, setting, settings[setting]!)),
    );
    const params = settings[group[0]!]!;
    const solutions = await fitSquaredHinge(
      designMatrix(X, biasOf(params)),
      cells.flatMap(({ problems }) => problems),
      { ...params, pause: createPause(options.signal) },
    );
    let from = 0;
    for (const { part, setting, classes, problems } of cells) {
      const own = solutions.slice(from, from + problems.length);
      models[part]![setting] = fittedSvm(own, classes, nClasses, settings[setting]!);
      from += problems.length;
    }
  }
}

/** The problems of one part over all rows of X, where rows outside of it cost nothing. */
function cellOf(
  X: Features,
  y: Int32Array,
  nClasses: number,
  rows: Int32Array,
  part: number,
  setting: number,
  params: LinearSvmParams,
): Cell {
  const labels = takeLabels(y, rows);
  const weights = new Float64Array(rows.length).fill(1);
  const samples = { X, labels, weights, ...presentClasses(labels, nClasses) };
  const perClass = classWeights(samples, nClasses, params.classWeight);
  const problems = oneVsRestProblems(samples, perClass, params.C).map(({ signs, costs }) => {
    const all = { signs: new Float32Array(X.rows).fill(1), costs: new Float64Array(X.rows) };
    for (let at = 0; at < rows.length; at++) {
      all.signs[rows[at]!] = signs[at]!;
      all.costs[rows[at]!]! += costs[at]!;
    }
    return all;
  });
  return { part, setting, classes: samples.classes, problems };
}
