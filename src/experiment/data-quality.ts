import { canonicalHash, type Effects, throwIfAborted } from '../core/index.ts';
import { type Dataset, labelText } from '../dataset/index.ts';
import {
  type CellEvaluation,
  crossesSplit,
  type DuplicatePair,
  findSuspicion,
  type Suspicion,
} from '../evaluate/index.ts';
import type { ExtractedFeatures } from '../feature/index.ts';
import type { Results } from '../result/index.ts';
import { cellKeys } from './cell-key.ts';
import type { EvaluationData } from './cell-task.ts';
import type { Cell } from './cells.ts';
import type { Journal } from './journal.ts';
import type { PreparedExperiment } from './prepare.ts';

type DataQuality = NonNullable<Results['dataQuality']>;

/** Items of each list that results.json holds at most. */
const LISTED = 200;

export interface DataQualityInput {
  readonly prepared: Pick<PreparedExperiment, 'config' | 'dataset'>;
  readonly features: Pick<ExtractedFeatures, 'spaces' | 'matrices' | 'kept'>;
  readonly data: EvaluationData;
  readonly evaluations: ReadonlyMap<Cell, CellEvaluation>;
  /** Content hash per row. */
  readonly sampleKeys: readonly string[];
  readonly journal: Journal<Suspicion>;
  /** Whether what an earlier run found counts. */
  readonly resume: boolean;
}

/** Find what deserves a look in the data, for `results.json`, or take it from the journal.
 * @returns undefined where the config does not ask for it.
 * @throws {InterruptedError} If the signal is raised. */
export async function inspectData(
  input: DataQualityInput,
  effects: Effects,
): Promise<DataQuality | undefined> {
  const { prepared, features, data, journal, resume } = input;
  if (!prepared.config.evaluation.dataQuality) return undefined;
  throwIfAborted(effects.signal);
  const key = await suspicionKey(input);
  let suspicion = resume ? await journal.find(key) : undefined;
  if (suspicion === undefined) {
    suspicion = await searchSuspicion(input, effects);
    await journal.record(key, suspicion);
  }
  return toResult(suspicion, namesOf(prepared.dataset, features.kept), data);
}

/** Name what is found by everything it depends on: feature spaces, seed, and the cells whose predictions are looked at;
 * their keys stand for code, samples, labels, folds and metrics. */
async function suspicionKey({
  prepared: { config },
  features,
  data,
  sampleKeys,
  evaluations,
}: DataQualityInput): Promise<string> {
  const keyOf = await cellKeys({ data, sampleKeys, config });
  return canonicalHash({
    spaces: features.spaces.map(({ id, key }) => [id, key]),
    cells: [...evaluations.keys()].map((cell) => [cell.id, keyOf(cell)]),
    seed: config.seed,
  });
}

function searchSuspicion(
  { prepared: { config }, features, data, evaluations, sampleKeys }: DataQualityInput,
  { signal }: Effects,
): Promise<Suspicion> {
  return findSuspicion({
    ...data,
    spaces: features.spaces.map(({ id, kind, depth, weights }) => ({
      id,
      kind,
      ...(depth !== undefined && { depth }),
      isRandom: weights === 'random',
      X: features.matrices.get(id)!,
    })),
    contentKeys: sampleKeys,
    cells: [...evaluations].map(([{ id, role, space }, evaluation]) => ({
      id,
      role,
      kind: space.kind,
      evaluation,
    })),
    metrics: config.evaluation.metrics,
    metric: config.evaluation.tune.metric,
    seed: config.seed,
    signal,
  });
}

interface Names {
  idOf(row: number): string;
  /** Its class, number or labels. */
  labelOf(row: number): string;
  readonly classNames: readonly string[];
}

function namesOf(dataset: Dataset, kept: Int32Array): Names {
  const sampleOf = (row: number) => dataset.samples[kept[row]!]!;
  return {
    idOf: (row) => sampleOf(row).id,
    labelOf: (row) => labelText(sampleOf(row), dataset),
    classNames: dataset.classNames,
  };
}

function toResult(
  { duplicates, leakage, labelErrors, outliers }: Suspicion,
  { idOf, labelOf, classNames }: Names,
  { folds }: EvaluationData,
): DataQuality {
  const { pairs, space, comparedBy, threshold } = duplicates;
  const conflicts = ({ a, b }: DuplicatePair) => labelOf(a) !== labelOf(b);
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
          classes: [labelOf(pair.a), labelOf(pair.b)],
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
        .map(({ row, ratio }) => ({ sample: idOf(row), class: labelOf(row), ratio })),
    },
  };
}
