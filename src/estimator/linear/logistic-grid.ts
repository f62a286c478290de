import { type Features, type Matrix, throwIfAborted } from '../../core/index.ts';
import { type LinearObjective, lockstepObjectives } from '../../linalg/index.ts';
import { absentClassWarnings, presentClasses } from '../labels.ts';
import type { FitOptions } from '../types.ts';

import { featureSpread } from './feature-spread.ts';
import { linearWeights } from './fitted-linear.ts';
import { FittedLogisticRegression } from './fitted-logistic-regression.ts';
import { type LogisticRegressionParams, l1RatioOf } from './logistic-params.ts';
import { logisticWeights } from './logistic-weights.ts';
import { fitRegularised } from './regularised.ts';
import { binarySigns, oneVsRest } from './targets.ts';

/** Samples to fit on. */
export interface LogisticPart {
  /** Rows of X, each once. */
  readonly rows: Int32Array;
  /** What each of them counts, (rows.length,), above 0; default all 1. */
  readonly weights?: Float64Array | undefined;
  /** Class ids of all rows of X, where they are not those of the other parts. */
  readonly y?: Int32Array;
}

/** Settings that differ in C alone, fitted one after the other on one part. */
interface Path {
  readonly part: number;
  /** Positions in the list of settings, C ascending. */
  readonly settings: readonly number[];
  readonly loss: 'softmax' | 'logistic';
  readonly targets: Matrix;
  /** For every row of X, 0 outside the part; undefined where all count 1. */
  readonly weights: Float64Array | undefined;
  readonly totalWeight: number;
  readonly classes: Int32Array;
}

/** Fit logistic regressions of every setting on every part of X. Settings that differ in C alone start from one another,
 * the least C first; all such paths advance together, in products as wide as they are many.
 * @param parts none empty.
 * @returns models[part][setting]. @throws {InterruptedError} If the signal is raised. */
export async function fitLogisticGrid(
  X: Features,
  y: Int32Array,
  nClasses: number,
  parts: readonly LogisticPart[],
  settings: readonly LogisticRegressionParams[],
  { signal, progress }: Pick<FitOptions, 'signal' | 'progress'>,
): Promise<FittedLogisticRegression[][]> {
  throwIfAborted(signal);
  const paths = createPaths(y, nClasses, parts, settings);
  const objectives = objectivesOf(X, paths);
  const spread = featureSpread(X);
  const models = parts.map(() => new Array<FittedLogisticRegression>(settings.length));
  const done = new Float64Array(paths.length);
  const report = (path: number, share: number) => {
    done[path] = share;
    progress?.(done.reduce((sum, each) => sum + each, 0) / paths.length);
  };
  const fitPath = async (path: Path, p: number) => {
    const { part, classes, totalWeight } = path;
    const objective = objectives[p]!;
    let start: Float64Array | undefined;
    for (const [step, s] of path.settings.entries()) {
      const setting = settings[s]!;
      const { fitIntercept, tolerance, maxIterations, multiclass } = setting;
      const minimum = await fitRegularised(objective, totalWeight, {
        C: setting.penalty === 'none' ? Number.POSITIVE_INFINITY : setting.C,
        l1Ratio: l1RatioOf(setting),
        fitIntercept,
        tolerance,
        maxIterations,
        start,
        spread: { ...spread, curvature: curvatureOf(path) },
        signal,
        progress: progress && ((share) => report(p, (step + share) / path.settings.length)),
      });
      if (path.loss === 'softmax') centreIntercepts(minimum.x, classes.length);
      start = minimum.x;
      const warnings = absentClassWarnings(classes, nClasses);
      if (!minimum.converged) warnings.push(unfinished(maxIterations));
      const weights = linearWeights(minimum.x, objective.nFeatures, objective.nOutputs);
      models[part]![s] = new FittedLogisticRegression(
        { nClasses, classes, ...weights, warnings },
        multiclass,
      );
    }
    report(p, 1);
  };
  await Promise.all(paths.map(fitPath));
  return models;
}

function unfinished(maxIterations: number): string {
  return `Logistic regression did not converge in ${maxIterations} iterations: standardize the features or raise maxIterations`;
}

/** Of intercepts that differ by the same amount for all classes, which mean the same, take those that sum to 0. */
function centreIntercepts(parameters: Float64Array, nClasses: number): void {
  const intercepts = parameters.subarray(parameters.length - nClasses);
  const mean = intercepts.reduce((sum, each) => sum + each, 0) / nClasses;
  for (let k = 0; k < nClasses; k++) intercepts[k]! -= mean;
}

/** Of the loss by one score, where all scores are 0: p · (1 − p). */
function curvatureOf({ loss, classes }: Path): number {
  const p = loss === 'logistic' ? 1 / 2 : 1 / Math.max(classes.length, 2);
  return p * (1 - p);
}

function createPaths(
  y: Int32Array,
  nClasses: number,
  parts: readonly LogisticPart[],
  settings: readonly LogisticRegressionParams[],
): Path[] {
  const targetsOf = targetsCache(nClasses);
  const groups = groupPositions(settings, (setting) => JSON.stringify({ ...setting, C: undefined })).map(
    (group) => group.sort((a, b) => settings[a]!.C - settings[b]!.C),
  );
  return parts.flatMap(({ rows, weights: rowWeights, y: ids = y }, part) => {
    const labels = rows.map((row) => ids[row]!);
    return groups.map((group): Path => {
      const { multiclass, classWeight } = settings[group[0]!]!;
      const counts = logisticWeights(labels, nClasses, classWeight, rowWeights);
      const counted = counts === undefined ? labels : labels.filter((_, i) => counts[i]! > 0);
      const { classes } = presentClasses(counted, nClasses);
      const loss = classes.length === 2 || multiclass === 'one-vs-rest' ? 'logistic' : 'softmax';
      return {
        part,
        settings: group,
        loss,
        targets: targetsOf(ids, loss, classes),
        weights: scatter(counts, rows, y.length),
        totalWeight: counts?.reduce((sum, weight) => sum + weight, 0) ?? rows.length,
        classes,
      };
    });
  });
}

/** Weights of all rows from those of some. */
function scatter(
  weights: Float64Array | undefined,
  rows: Int32Array,
  nSamples: number,
): Float64Array | undefined {
  if (rows.length === nSamples && weights === undefined) return undefined;
  const all = new Float64Array(nSamples);
  for (let i = 0; i < rows.length; i++) all[rows[i]!] = weights?.[i] ?? 1;
  return all;
}

/** The targets of class ids for a choice of classes, made once for all paths that share it. Rows of other classes count
 * nothing: they get those of the first. */
function targetsCache(nClasses: number): (y: Int32Array, loss: Path['loss'], classes: Int32Array) => Matrix {
  const madeOf = new Map<Int32Array, Map<string, Matrix>>();
  return (y, loss, classes) => {
    const made = madeOf.get(y) ?? new Map<string, Matrix>();
    madeOf.set(y, made);
    const key = `${loss}: ${classes.join()}`;
    const position = new Int32Array(nClasses);
    classes.forEach((id, k) => {
      position[id] = k;
    });
    let targets = made.get(key);
    if (targets === undefined) {
      const positions = y.map((label) => position[label]!);
      if (loss === 'softmax') targets = oneVsRest(positions, classes.length, 1, 0);
      else if (classes.length === 2) targets = binarySigns(positions);
      else targets = oneVsRest(positions, classes.length, 1, -1);
      made.set(key, targets);
    }
    return targets;
  };
}

/** The objective of each path; those of one loss and width go in lockstep. */
function objectivesOf(X: Features, paths: readonly Path[]): LinearObjective[] {
  const objectives = new Array<LinearObjective>(paths.length);
  const together = groupPositions(paths, ({ loss, targets }) => `${loss}, ${targets.cols} outputs`);
  for (const group of together) {
    const problems = group.map((p) => paths[p]!);
    lockstepObjectives(problems[0]!.loss, X, problems).forEach((objective, i) => {
      objectives[group[i]!] = objective;
    });
  }
  return objectives;
}

/** Positions of the items of equal key, group by group. */
function groupPositions<Item>(items: readonly Item[], keyOf: (item: Item) => string): number[][] {
  const groups = new Map<string, number[]>();
  items.forEach((item, position) => {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [position]);
    else group.push(position);
  });
  return [...groups.values()];
}
