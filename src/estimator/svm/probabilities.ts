import { type Matrix, matrix, takeLabels, takeRows } from '../../core/index.ts';
import { type Calibration, fitCalibration } from '../calibration/calibration.ts';
import { stratifiedFolds } from '../calibration/stratified-folds.ts';
import { countClasses } from '../labels.ts';
import { fitSvms, type Machine, type SvmFitOptions } from './fit-svms.ts';
import { FittedSvm } from './fitted-svm.ts';
import type { SharedSvmParams } from './params.ts';
import { partSamples } from './part-samples.ts';

/** Folds of the cross-validation that gives the scores. */
const FOLDS = 5;

/** Fit as `fitSvms`, and calibrate the models whose setting asks for probabilities: a cross-validation of the part gives a
 * score to every sample from a model that has not seen it, and the calibration learned from these serves the model of
 * the whole part. As scikit-learn's CalibratedClassifierCV(SVC(), ensemble=False), which it recommends in place of
 * LIBSVM's own probabilities, and which refuses classes of fewer samples than folds. Here a class of a few samples is held
 * out in as many folds; one of a single sample in none, so that no model is without the class: its sample is scored by
 * the model of the whole part. So are the samples of a class of a few where its sigmoid would fall: what is held out of
 * so few scores low for being held out. Platt's targets keep such a class from certainty. */
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
      const found = await crossCalibrate(
        machine,
        X,
        y,
        part,
        params,
        models[p]![s]!,
        within(options, from!, to!),
      );
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

/** @param whole the model of the whole part. */
async function crossCalibrate<Params extends SharedSvmParams>(
  machine: Machine<Params>,
  X: Matrix,
  y: Int32Array,
  part: Int32Array,
  params: Params,
  whole: FittedSvm,
  options: SvmFitOptions,
): Promise<{ readonly calibration: Calibration; readonly warnings: readonly string[] }> {
  const { nClasses, sampleWeight } = options;
  const method = params.probability === 'isotonic' ? 'isotonic' : 'platt';
  const samples = partSamples(y, part, nClasses, params.classWeight, sampleWeight);
  const { classes } = samples;
  if (classes.length === 1) return { calibration: { method, curves: [] }, warnings: [] };
  const rows = samples.rows.toSorted();
  const positions = takeLabels(y, rows).map((label) => classes.indexOf(label));
  const counts = countClasses(positions, classes.length);
  const { folds, single } = testParts(positions, counts);
  const trains = folds.map((test) => without(rows, test));
  const models = await fitSvms(machine, X, y, trains, [params], options);
  const scores = matrix(rows.length, classes.length === 2 ? 1 : classes.length);
  const score = async (model: FittedSvm, test: Int32Array) => {
    const found = await model.classScores(takeRows(X, takeLabels(rows, test)));
    test.forEach((at, i) => {
      scores.data.set(found.data.subarray(i * scores.cols, (i + 1) * scores.cols), at * scores.cols);
    });
  };
  for (const [f, test] of folds.entries()) await score(models[f]![0]!, test);
  if (single.length > 0) await score(whole, single);
  const weights = sampleWeight && Float64Array.from(rows, (row) => sampleWeight[row]!);
  let calibration = fitCalibration(method, scores, positions, weights);
  const isUpsideDown = counts.map((count, c) => Number(count < FOLDS && falls(calibration, c)));
  if (isUpsideDown.includes(1)) {
    const test = Int32Array.from(positions.keys()).filter((at) => isUpsideDown[positions[at]!] === 1);
    await score(whole, test);
    calibration = fitCalibration(method, scores, positions, weights);
  }
  return { calibration, warnings: fewSamplesWarning(classes, counts) };
}

/** Whether a class is the less probable, the greater its score. */
function falls({ method, curves }: Calibration, c: number): boolean {
  return method === 'platt' && curves[curves.length === 1 ? 0 : c]!.slope > 0;
}

/** Positions of the samples that each fold tests, and of those that are the only one of their class. */
function testParts(positions: Int32Array, counts: Int32Array) {
  const all = Int32Array.from(positions.keys());
  const several = all.filter((at) => counts[positions[at]!]! > 1);
  const folds = stratifiedFolds(takeLabels(positions, several), FOLDS);
  return {
    folds: folds.filter((fold) => fold.length > 0).map((fold) => takeLabels(several, fold)),
    single: all.filter((at) => counts[positions[at]!] === 1),
  };
}

function fewSamplesWarning(classes: Int32Array, counts: Int32Array): string[] {
  const few = classes.filter((_, c) => counts[c]! < FOLDS);
  if (few.length === 0) return [];
  const which = few.length === 1 ? `class ${few[0]}, which has` : `classes ${few.join(', ')}, which have`;
  return [`Probabilities are rough for ${which} fewer than ${FOLDS} samples to learn them from`];
}

/** The rows that are not at the given positions. */
function without(rows: Int32Array, positions: Int32Array): Int32Array {
  const isLeftOut = new Uint8Array(rows.length);
  for (const at of positions) isLeftOut[at] = 1;
  return rows.filter((_, at) => isLeftOut[at] === 0);
}
