import { createPause, type Matrix, matrix, takeRows } from '../../core/index.ts';
import { absentClassWarnings } from '../labels.ts';
import type { FitOptions } from '../types.ts';
import type { DualProblem } from './dual-problem.ts';
import { FittedSvm, type FittedSvmFields } from './fitted-svm.ts';
import { resolveKernel, type SvmKernel } from './kernel.ts';
import { type PairDecisions, solvePairs } from './one-vs-one.ts';
import type { SharedSvmParams } from './params.ts';
import { PartKernels } from './part-kernel.ts';
import { type PartSamples, partSamples } from './part-samples.ts';

/** What tells svm and nu-svm apart. */
export interface Machine<Params extends SharedSvmParams = SharedSvmParams> {
  /** The registry id. */
  readonly id: 'svm' | 'nu-svm';
  readonly title: string;
  /** The parameter that bounds the dual variables. */
  boundOf(params: Params): number;
  /** The problems of several bounds, ascending. */
  problems(bounds: readonly number[], tolerance: number): DualProblem[];
  /** Sentences for the report on what the samples do not allow. */
  warnings(params: Params, samples: PartSamples, fit: PairDecisions): string[];
}

export interface SvmFitOptions extends FitOptions {
  readonly nClasses: number;
}

/** Fit every setting on every part without probabilities: settings of one kernel share its values on each part.
 * @param parts rows of X.
 * @returns models[part][setting].
 * @throws {InterruptedError} If the signal is raised. */
export async function fitSvms<Params extends SharedSvmParams>(
  machine: Machine<Params>,
  X: Matrix,
  y: Int32Array,
  parts: readonly Int32Array[],
  settings: readonly Params[],
  { nClasses, sampleWeight, signal, progress }: SvmFitOptions,
): Promise<FittedSvm[][]> {
  const pause = createPause(signal);
  const models: FittedSvm[][] = parts.map(() => []);
  const maxValues =
    (Math.min(...settings.map(({ cacheMegabytes }) => cacheMegabytes)) * 1e6) /
    Float32Array.BYTES_PER_ELEMENT;
  const families = familiesOf(machine, settings);
  const nFits = parts.length * families.length;
  let done = 0;
  for (const kind of new Set(settings.map(({ kernel }) => kernel))) {
    const ofKind = families.filter(({ params }) => params.kernel === kind);
    const kernels = await PartKernels.open(X, kind, parts.length * ofKind.length > 1, maxValues);
    for (const [p, part] of parts.entries()) {
      for (const { params, members } of ofKind) {
        const samples = partSamples(y, part, nClasses, params.classWeight, sampleWeight);
        const kernel = resolveKernel(params, X, samples.rows);
        const { source, held } = await kernels.of(`${p}/${samples.classes}`, samples, kernel);
        const fits = await solvePairs(
          source,
          samples,
          machine.problems(
            members.map((s) => machine.boundOf(settings[s]!)),
            params.tolerance,
          ),
          {
            tolerance: params.tolerance,
            maxIterations: params.maxIterations,
            shrinking: params.shrinking,
            maxValues: maxValues - held,
            pause,
            progress: progress && ((share) => progress((done + share) / nFits)),
          },
        );
        done++;
        members.forEach((s, m) => {
          const fit = fits[m]!;
          models[p]![s] = new FittedSvm({
            type: machine.id,
            nClasses,
            nFeatures: X.cols,
            kernel,
            classes: samples.classes,
            ...supportOf(X, kernel, samples, fit),
            intercepts: fit.intercepts,
            breakTies: params.breakTies,
            warnings: [
              ...absentClassWarnings(samples.classes, nClasses),
              ...machine.warnings(settings[s]!, samples, fit),
              ...stopWarning(machine.title, params.maxIterations, fit),
            ],
          });
        });
      }
    }
  }
  return models;
}

/** Settings that differ in nothing but their bound. */
interface Family<Params> {
  readonly params: Params;
  /** Positions of the settings, by ascending bound. */
  readonly members: number[];
}

function familiesOf<Params extends SharedSvmParams>(
  machine: Machine<Params>,
  settings: readonly Params[],
): Family<Params>[] {
  const families = new Map<string, Family<Params>>();
  settings.forEach((params, s) => {
    const name = JSON.stringify({ ...params, C: undefined, nu: undefined });
    const family = families.get(name) ?? { params, members: [] };
    family.members.push(s);
    families.set(name, family);
  });
  const boundOf = (s: number) => machine.boundOf(settings[s]!);
  for (const { members } of families.values()) members.sort((a, b) => boundOf(a) - boundOf(b));
  return [...families.values()];
}

function supportOf(
  X: Matrix,
  { kind }: SvmKernel,
  { rows, starts, classes }: PartSamples,
  { coefficients }: PairDecisions,
): Pick<FittedSvmFields, 'support' | 'supportVectors' | 'supportCounts' | 'coefficients'> {
  const isSupport = new Uint8Array(rows.length);
  for (const values of coefficients)
    for (let i = 0; i < values.length; i++) if (values[i] !== 0) isSupport[i] = 1;
  const chosen = Int32Array.from(isSupport.keys()).filter((i) => isSupport[i] === 1);
  const supportCounts = Int32Array.from(classes, (_, c) =>
    isSupport.subarray(starts[c], starts[c + 1]).reduce((sum, is) => sum + is, 0),
  );
  const kept = matrix(coefficients.length, chosen.length);
  coefficients.forEach((values, r) => {
    for (let t = 0; t < chosen.length; t++) kept.data[r * chosen.length + t] = values[chosen[t]!]!;
  });
  const support = chosen.map((i) => rows[i]!);
  const supportVectors = kind === 'precomputed' ? matrix(support.length, 0) : takeRows(X, support);
  return { support, supportVectors, supportCounts, coefficients: kept };
}

function stopWarning(title: string, maxIterations: number, { stopped, intercepts }: PairDecisions): string[] {
  if (stopped === 0) return [];
  return [
    `${title} stopped at its limit of ${maxIterations} steps for ${stopped} of ${intercepts.length} pairs of classes: raise maxIterations or standardize the features`,
  ];
}
