import { type Matrix, matrix, takeLabels, takeRows } from '../../core/index.ts';
import { type Calibration, fitCalibration } from '../calibration/calibration.ts';
import { stratifiedFolds } from '../calibration/stratified-folds.ts';
import { fitSvms, type Machine, type SvmFitOptions } from './fit-svms.ts';
import { FittedSvm } from './fitted-svm.ts';
import type { SharedSvmParams } from './params.ts';
import { partSamples } from './part-samples.ts';

/** Folds of the cross-validation that gives the scores. */
const FOLDS = 5;

/** Fit as `fitSvms`, and calibrate the models whose setting asks for probabilities: a cross-validation of the part gives a
 * score to every sample from a model that has not seen it, and the calibration learned from these serves the model of
 * the whole part. As scikit-learn's CalibratedClassifierCV(SVC(), ensemble=False), which it recommends in place of
 * LIBSVM's own probabilities.
 * @throws {RangeError} If a class has a single sample where probabilities are asked for. */
export async function fitCalibratedSvms<Params extends SharedSvmParams>(
  machine: Machine<Params>,
  X: Matrix,
  y: Int32Array,
  parts: readonly Int32Array[],
  settings: readonly Params[],
  options: SvmFitOptions,
): Promise<FittedSvm[][]> {
  const asking = settings.filter(({ probability }) => probability !== 'none');
  const work = settings.length + FOLDS * asking.length;
  const models = await fitSvms(machine, X, y, parts, settings, within(options, 0, settings.length / work));
  let done = settings.length * parts.length;
  for (const [p, part] of parts.entries()) {
    for (const [s, params] of settings.entries()) {
      if (params.probability === 'none') continue;
      const [from, to] = [done, done + FOLDS].map((count) => count / (work * parts.length));
      const found = await crossCalibrate(machine, X, y, part, params, within(options, from!, to!));
      done += FOLDS;
      const { fields } = models[p]![s]!;
      const warnings = [...fields.warnings, ...found.warnings];
      models[p]![s] = new FittedSvm({ ...fields, calibration: found.calibration, warnings });
    }
  }
  return models;
}

/** Options of a step that takes the fit from one share done to another. */
function within(options: SvmFitOptions, from: number, to: number): SvmFitOptions {
  const { progress } = options;
  if (progress === undefined) return options;
  return { ...options, progress: (done) => progress(from + (to - from) * done) };
}

async function crossCalibrate<Params extends SharedSvmParams>(
  machine: Machine<Params>,
  X: Matrix,
  y: Int32Array,
  part: Int32Array,
  params: Params,
  options: SvmFitOptions,
): Promise<{ readonly calibration: Calibration; readonly warnings: readonly string[] }> {
  const { nClasses, sampleWeight } = options;
  const method = params.probability === 'isotonic' ? 'isotonic' : 'platt';
  const samples = partSamples(y, part, nClasses, params.classWeight, sampleWeight);
  const { classes } = samples;
  if (classes.length === 1) return { calibration: { method, curves: [] }, warnings: [] };
  const rows = samples.rows.toSorted();
  const positions = takeLabels(y, rows).map((label) => classes.indexOf(label));
  const { folds, warnings } = foldsOf(positions, classes, machine.id);
  const trains = folds.map((test) => without(rows, test));
  const models = await fitSvms(machine, X, y, trains, [params], options);
  const scores = matrix(rows.length, classes.length === 2 ? 1 : classes.length);
  for (const [f, test] of folds.entries()) {
    const found = await models[f]![0]!.classScores(takeRows(X, takeLabels(rows, test)));
    test.forEach((at, i) => {
      scores.data.set(found.data.subarray(i * scores.cols, (i + 1) * scores.cols), at * scores.cols);
    });
  }
  const weights = sampleWeight && Float64Array.from(rows, (row) => sampleWeight[row]!);
  return { calibration: fitCalibration(method, scores, positions, weights), warnings };
}

function foldsOf(positions: Int32Array, classes: Int32Array, id: string) {
  const counts = new Int32Array(classes.length);
  for (const position of positions) counts[position]!++;
  const fewest = counts.reduce((a, b) => Math.min(a, b));
  const smallest = classes[counts.indexOf(fewest)];
  if (fewest === 1) {
    throw new RangeError(
      `Cannot fit ${id} with probabilities as each class must have at least 2 samples: class ${smallest} has 1`,
    );
  }
  const count = Math.min(FOLDS, fewest);
  return {
    folds: stratifiedFolds(positions, count),
    warnings:
      count < FOLDS
        ? [
            `Probabilities rest on ${count} folds instead of ${FOLDS}: class ${smallest} has ${fewest} samples`,
          ]
        : [],
  };
}

/** The rows that are not at the given positions. */
function without(rows: Int32Array, positions: Int32Array): Int32Array {
  const isLeftOut = new Uint8Array(rows.length);
  for (const at of positions) isLeftOut[at] = 1;
  return rows.filter((_, at) => isLeftOut[at] === 0);
}
