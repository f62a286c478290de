import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvLine, parseResults, type ResultCell, type Results, resultsJson } from '../../src/result/index.ts';
import { resultsFixture } from './results-fixture.ts';

/** What a cell of a made run predicted: 1 where it was right, by sample. */
export type Outcomes = Readonly<Record<string, readonly (0 | 1)[]>>;

/** How one made run differs from another. */
export interface MadeRun {
  /** Layers of the fixture that were tapped. */
  readonly layers: readonly string[];
  /** Types of models of the fixture. */
  readonly models: readonly string[];
  /** By cell id; cells without are always right. */
  readonly outcomes?: Outcomes;
  /** Ids of samples; default: s0 … s19. */
  readonly samples?: readonly string[];
  /** Of each sample; default: its place modulo 2. */
  readonly folds?: readonly number[];
  /** Of each sample; none by default. */
  readonly groups?: readonly string[];
  readonly results?: Partial<Results>;
  /** Text of config.resolved.yaml; none by default. */
  readonly config?: string;
}

const classNames = ['animal', 'building'];

/** Write the folder of a run of 20 samples in two classes, as an experiment would.
 * @returns its results. */
export function writeRun(folder: string, made: MadeRun): Results {
  const { samples = Array.from({ length: 20 }, (_, i) => `s${i}`), outcomes = {} } = made;
  const folds = made.folds ?? samples.map((_, i) => i % 2);
  const base = resultsFixture();
  const chosen = base.cells.filter(
    ({ feature, model, role }) =>
      role !== 'control' &&
      (feature.layer === undefined || made.layers.some((layer) => feature.layer!.endsWith(`/${layer}`))) &&
      made.models.includes(model.type),
  );
  const cells = chosen.map((cell) => withOutcomes(cell, outcomes[cell.id], folds));
  const best = [...cells].sort((a, b) => b.metrics.accuracy!.mean - a.metrics.accuracy!.mean)[0]!;
  const { transferability: _, similarity: __, learningCurve: ___, dataQuality: ____, ...plain } = base;
  const results = parseResults({
    ...plain,
    dataset: { ...base.dataset, nSamples: samples.length, classNames, classCounts: [10, 10] },
    evaluation: { ...base.evaluation, nFolds: new Set(folds).size },
    answer: { metric: 'accuracy', best: best.id, tiedBest: [best.id] },
    cells,
    ...made.results,
  });
  const lines = cells.flatMap(({ id }) =>
    samples.map((sample, i) => {
      const actual = i % 4 < 2 ? 0 : 1;
      const group = made.groups === undefined ? [] : [made.groups[i]!];
      const isRight = outcomes[id]?.[i] ?? 1;
      const predicted = isRight === 1 ? actual : 1 - actual;
      return csvLine([id, sample, folds[i]!, classNames[actual]!, classNames[predicted]!, '', ...group]);
    }),
  );
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'results.json'), resultsJson(results));
  writeFileSync(
    join(folder, 'predictions.csv'),
    `${[`cell,sample,fold,true,predicted,confidence${made.groups ? ',group' : ''}`, ...lines].join('\n')}\n`,
  );
  if (made.config !== undefined) writeFileSync(join(folder, 'config.resolved.yaml'), made.config);
  return results;
}

function withOutcomes(
  cell: ResultCell,
  outcomes: readonly (0 | 1)[] | undefined,
  folds: readonly number[],
): ResultCell {
  const perFold = [...new Set(folds)].sort().map((fold) => {
    const members = folds.flatMap((of, i) => (of === fold ? [i] : []));
    return members.reduce((right, i) => right + (outcomes?.[i] ?? 1), 0) / members.length;
  });
  const mean = perFold.reduce((sum, value) => sum + value, 0) / perFold.length;
  return {
    ...cell,
    metrics: { accuracy: { mean, ci95: [Math.max(0, mean - 0.1), Math.min(1, mean + 0.1)], perFold } },
    confusion: [
      [10, 0],
      [0, 10],
    ],
  };
}
