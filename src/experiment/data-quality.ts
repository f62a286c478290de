import { type Effects, throwIfAborted } from '../core/index.ts';
import type { Dataset } from '../dataset/index.ts';
import {
  type CellEvaluation,
  crossesSplit,
  type DuplicatePair,
  findSuspicion,
  type Suspicion,
} from '../evaluate/index.ts';
import type { ExtractedFeatures } from '../feature/index.ts';
import type { Results } from '../result/index.ts';
import type { EvaluationData } from './cell-task.ts';
import type { Cell } from './cells.ts';
import type { PreparedExperiment } from './prepare.ts';

type DataQuality = NonNullable<Results['dataQuality']>;

/** Items of each list that results.json holds at most. */
const LISTED = 200;

export interface DataQualityInput {
  readonly prepared: PreparedExperiment;
  readonly features: ExtractedFeatures;
  readonly data: EvaluationData;
  readonly evaluations: ReadonlyMap<Cell, CellEvaluation>;
}

/** Find what deserves a look in the data, for `results.json`.
 * @returns undefined where the config does not ask for it.
 * @throws {InterruptedError} If the signal is raised. */
export async function inspectData(
  { prepared, features, data, evaluations }: DataQualityInput,
  effects: Effects,
): Promise<DataQuality | undefined> {
  const { config, dataset } = prepared;
  if (!config.evaluation.dataQuality) return undefined;
  throwIfAborted(effects.signal);
  const suspicion = await findSuspicion({
    ...data,
    spaces: features.spaces.map(({ id, kind, depth, weights }) => ({
      id,
      kind,
      ...(depth !== undefined && { depth }),
      isRandom: weights === 'random',
      X: features.matrices.get(id)!,
    })),
    contentKeys: Array.from(features.kept, (index) => dataset.samples[index]!.contentHash),
    cells: [...evaluations].map(([{ id, role, space }, evaluation]) => ({
      id,
      role,
      kind: space.kind,
      evaluation,
    })),
    metrics: config.evaluation.metrics,
    metric: config.evaluation.tune.metric,
    seed: config.seed,
    signal: effects.signal,
  });
  return toResult(suspicion, namesOf(dataset, features.kept), data);
}

interface Names {
  idOf(row: number): string;
  classOf(row: number): string;
  readonly classNames: readonly string[];
}

function namesOf({ samples, classNames }: Dataset, kept: Int32Array): Names {
  const sampleOf = (row: number) => samples[kept[row]!]!;
  return {
    idOf: (row) => sampleOf(row).id,
    classOf: (row) => classNames[sampleOf(row).classId]!,
    classNames,
  };
}

function toResult(
  { duplicates, leakage, labelErrors, outliers }: Suspicion,
  { idOf, classOf, classNames }: Names,
  { y, folds }: EvaluationData,
): DataQuality {
  const { pairs, space, comparedBy, threshold } = duplicates;
  const conflicts = ({ a, b }: DuplicatePair) => y[a] !== y[b];
  const leaks = crossesSplit(folds);
  const urgency = (pair: DuplicatePair) => (conflicts(pair) ? 0 : leaks(pair) ? 1 : 2);
  return {
    duplicates: {
      space,
      comparedBy,
      threshold,
      nExact: pairs.filter(({ kind }) => kind === 'exact').length,
      nNear: pairs.filter(({ kind }) => kind === 'near').length,
      nConflicting: pairs.filter(conflicts).length,
      pairs: pairs
        .toSorted((p, q) => urgency(p) - urgency(q))
        .slice(0, LISTED)
        .map((pair) => ({
          samples: [idOf(pair.a), idOf(pair.b)],
          classes: [classOf(pair.a), classOf(pair.b)],
          kind: pair.kind,
          ...(pair.isMirrored && { mirrored: true as const }),
          difference: pair.difference,
          ...(leaks(pair) && { leaks: true as const }),
        })),
    },
    ...(leakage && {
      leakage: {
        nLeaked: leakage.nLeaked,
        nTested: leakage.nTested,
        cells: [...leakage.scores].map(([id, metrics]) => ({ id, metrics })),
        best: leakage.best,
      },
    }),
    ...(labelErrors && {
      labelErrors: {
        cells: labelErrors.cells,
        nJudged: labelErrors.ranking.length,
        nSuspects: labelErrors.suspects.length,
        suspects: labelErrors.suspects
          .slice(0, LISTED)
          .map(({ row, given, suggested, selfConfidence, suggestedConfidence }) => ({
            sample: idOf(row),
            given: classNames[given]!,
            suggested: classNames[suggested]!,
            selfConfidence,
            suggestedConfidence,
          })),
      },
    }),
    outliers: {
      space,
      nOutliers: outliers.length,
      samples: outliers
        .slice(0, LISTED)
        .map(({ row, ratio }) => ({ sample: idOf(row), class: classOf(row), ratio })),
    },
  };
}
