import type { z } from 'zod';
import { createRng, deriveSeed, type Features, selectRows } from '../../core/index.ts';
import type { FitOptions } from '../types.ts';
import { checkFitInput } from '../validate.ts';
import type { FittedLogisticRegression } from './fitted-logistic-regression.ts';
import { fitLogisticGrid, type LogisticPart } from './logistic-grid.ts';
import { logisticRegressionParams } from './logistic-params.ts';
import { countedPart } from './logistic-regression.ts';

/** The hyper-parameters of logistic-regression, with several values of C. */
export interface LogisticPathSettings extends Omit<z.input<typeof logisticRegressionParams>, 'C'> {
  /** Inverse strengths of the regularisation, each > 0; default 10 from 1e-4 to 1e4, evenly spaced in powers of ten. */
  readonly Cs?: readonly number[];
}

export interface LogisticSearchSettings extends LogisticPathSettings {
  /** Default 5. */
  readonly folds?: number;
}

export interface LogisticSearch {
  /** Fitted on all samples with the C that did best; of equals, the least. */
  readonly model: FittedLogisticRegression;
  readonly C: number;
  readonly Cs: readonly number[];
  /** accuracy[fold][position in Cs], of the samples left out of the fold's fits. */
  readonly accuracy: readonly (readonly number[])[];
}

/** Fit logistic regressions of several C, each started from the one before it, on one transposed copy of X.
 * @returns one model per C, in the order of `Cs`.
 * @throws {ZodError} If a hyper-parameter is unknown or out of range. @throws {RangeError} As `fit` does.
 * @example const models = await logisticRegressionPath(X, y, { Cs: [0.01, 0.1, 1] }) */
export async function logisticRegressionPath(
  X: Features,
  y: Int32Array,
  settings: LogisticPathSettings = {},
  options: FitOptions = {},
): Promise<FittedLogisticRegression[]> {
  const { Cs = defaultCs(), ...params } = settings;
  const each = Cs.map((C) => logisticRegressionParams.parse({ ...params, C }));
  const takes = { takesSparse: true, takesWeights: true } as const;
  const nClasses = checkFitInput(X, y, 'logistic-regression', options, takes);
  const part = countedPart(y.length, options.sampleWeight);
  const [models] = await fitLogisticGrid(X, y, nClasses, [part], each, options);
  return models!;
}

/** Choose C by the accuracy on stratified folds, and fit on all samples with it. The folds advance together through the
 * values of C, in products over all of X in which the samples left out weigh nothing.
 * @throws {ZodError} If a hyper-parameter is unknown or out of range.
 * @throws {RangeError} As `fit` does, and if there are fewer than two folds or fewer samples than folds.
 * @example const { model, C } = await crossValidatedLogisticRegression(X, y, { Cs: [0.01, 0.1, 1], folds: 3 }) */
export async function crossValidatedLogisticRegression(
  X: Features,
  y: Int32Array,
  settings: LogisticSearchSettings = {},
  options: FitOptions = {},
): Promise<LogisticSearch> {
  const { Cs = defaultCs(), folds = 5, ...params } = settings;
  const each = Cs.map((C) => logisticRegressionParams.parse({ ...params, C }));
  const takes = { takesSparse: true, takesWeights: true } as const;
  const nClasses = checkFitInput(X, y, 'logistic-regression', options, takes);
  const all = countedPart(y.length, options.sampleWeight);
  if (!Number.isInteger(folds) || folds < 2 || folds > all.rows.length) {
    throw new RangeError(
      `Cannot cross-validate logistic-regression as folds must be in 2…${all.rows.length}, the number of samples: it is ${folds}`,
    );
  }
  const foldOf = dealSamples(y, all.rows, folds, options.seed ?? 0);
  const parts = Array.from({ length: folds }, (_, fold) => partOf(all, (i) => foldOf[i] !== fold));
  const models = await fitLogisticGrid(X, y, nClasses, parts, each, options);
  const accuracy: number[][] = [];
  for (let fold = 0; fold < folds; fold++) {
    const test = partOf(all, (i) => foldOf[i] === fold);
    const testX = selectRows(X, test.rows);
    const ofFold: number[] = [];
    for (const model of models[fold]!) ofFold.push(weightedAccuracy(await model.predict(testX), y, test));
    accuracy.push(ofFold);
  }
  const mean = Cs.map((_, c) => accuracy.reduce((sum, ofFold) => sum + ofFold[c]!, 0));
  const best = Cs.reduce(
    (best, C, c) => (mean[c]! > mean[best]! || (mean[c] === mean[best] && C < Cs[best]!) ? c : best),
    0,
  );
  const [[model]] = (await fitLogisticGrid(X, y, nClasses, [all], [each[best]!], options)) as [
    [FittedLogisticRegression],
  ];
  return { model, C: Cs[best]!, Cs, accuracy };
}

function defaultCs(): number[] {
  return Array.from({ length: 10 }, (_, i) => 10 ** ((8 * i) / 9 - 4));
}

/** A fold for each of the rows: those of a class are dealt out in turn, in random order.
 * @returns int32, (rows.length,). */
function dealSamples(y: Int32Array, rows: Int32Array, folds: number, seed: number): Int32Array {
  const shuffled = createRng(deriveSeed(seed, 'folds')).shuffle([...rows.keys()]);
  const byClass = shuffled.toSorted((a, b) => y[rows[a]!]! - y[rows[b]!]!);
  const foldOf = new Int32Array(rows.length);
  byClass.forEach((i, turn) => {
    foldOf[i] = turn % folds;
  });
  return foldOf;
}

function partOf({ rows, weights }: LogisticPart, isIn: (i: number) => boolean): LogisticPart {
  return { rows: rows.filter((_, i) => isIn(i)), weights: weights?.filter((_, i) => isIn(i)) };
}

function weightedAccuracy(predicted: Int32Array, y: Int32Array, { rows, weights }: LogisticPart): number {
  let right = 0;
  let total = 0;
  for (let i = 0; i < rows.length; i++) {
    const weight = weights?.[i] ?? 1;
    total += weight;
    if (predicted[i] === y[rows[i]!]) right += weight;
  }
  return right / total;
}
