import { createRng, selectRows } from '../../src/core/index.ts';
import type { Sample } from '../../src/dataset/index.ts';
import { createPipeline, estimators } from '../../src/estimator/index.ts';
import {
  adjustForLeakage,
  createFolds,
  evaluateCell,
  type Fold,
  findDuplicates,
  findLabelErrors,
  leakedRows,
  type RankedCell,
  type SuspicionSpace,
} from '../../src/evaluate/index.ts';
import { classFolds } from './class-folds.ts';
import type { PlantedCopy } from './planted-copies.ts';

/** Share of the test images that are copied into the training part, and of the labels that are changed. */
const LEAKED = 0.05;
const FLIPPED = 0.08;

interface CopyTrialInput {
  readonly samples: readonly Sample[];
  readonly copies: ReadonlyMap<string, readonly PlantedCopy[]>;
  /** The samples, then all copies: the rows of the spaces. */
  readonly all: readonly Sample[];
  readonly spaces: readonly SuspicionSpace[];
  readonly seed: number;
}

/** Plant copies of 5 % of the samples, each into the training part of the fold that tests the original, look for them,
 * and score with and without them. */
export async function copyTrial({ samples, copies, all, spaces, seed }: CopyTrialInput) {
  const y = Int32Array.from(samples, ({ classId }) => classId);
  const nClasses = Math.max(...y) + 1;
  const classNames = Array.from({ length: nClasses }, (_, i) => `class ${i}`);
  const clean = createFolds({ type: 'k-fold', folds: 5, repeats: 1 }, { y, classNames, seed });
  const copied = [...samples.keys()].filter((row) => copies.has(samples[row]!.id));
  const leaking = createRng(seed)
    .shuffle(copied)
    .slice(0, Math.round(LEAKED * samples.length));
  const planted = leaking.flatMap((row) => copies.get(samples[row]!.id)!.map((copy) => ({ row, ...copy })));
  const places = new Map(all.map(({ id }, row) => [id, row]));
  const rows = [...samples.keys(), ...planted.map(({ copy }) => places.get(copy.id)!)];
  const used = rows.map((row) => all[row]!);
  const input = {
    spaces: spaces.map((space) => ({ ...space, X: selectRows(space.X, rows) })),
    contentKeys: used.map(({ contentHash }) => contentHash),
  };
  const leaky = clean.map(({ train, test }): Fold => {
    const leaked = planted.flatMap(({ row }, i) => (test.includes(row) ? [samples.length + i] : []));
    return { train: Int32Array.from([...train, ...leaked]), test };
  });

  const start = performance.now();
  const duplicates = await findDuplicates(input);
  const seconds = (performance.now() - start) / 1000;
  const pairs = new Set(duplicates.pairs.map(({ a, b }) => `${a} ${b}`));
  const flagged = new Set(leakedRows(leaky, duplicates).flatMap((found) => [...found]));
  // A picture that had a twin in the training part before anything was planted is no mistake of the search.
  const twins = new Set(leakedRows(clean, duplicates).flatMap((found) => [...found]));
  const innocent = [...samples.keys()].filter((row) => !leaking.includes(row));
  const alarms = innocent.filter((row) => flagged.has(row));

  const allY = Int32Array.from(used, ({ classId }) => classId);
  const [space] = input.spaces;
  const cleanCell = await cellOf('logistic-regression', space!, allY, nClasses, clean, seed);
  const leakyCell = await cellOf('logistic-regression', space!, allY, nClasses, leaky, seed);
  const report = adjustForLeakage(
    {
      folds: leaky,
      cells: [leakyCell, { ...cleanCell, id: 'clean' }],
      metrics: ['accuracy'],
      metric: 'accuracy',
      nClasses,
      seed,
    },
    duplicates,
  )!;
  return {
    found: planted.filter(({ row }, i) => pairs.has(`${row} ${samples.length + i}`)).length / planted.length,
    falseAlarms: alarms.length / innocent.length,
    newAlarms: alarms.filter((row) => !twins.has(row)).length / innocent.length,
    threshold: duplicates.threshold,
    clean: accuracyOf(cleanCell),
    leaky: accuracyOf(leakyCell),
    adjusted: report.scores.get(leakyCell.id)!.accuracy!.mean,
    /** Without the same samples. */
    cleanKept: report.scores.get('clean')!.accuracy!.mean,
    seconds,
  };
}

/** Change some labels, train on them, and see how many of the least believed labels are changed ones. */
export async function labelTrial({
  samples,
  spaces,
  seed,
  models = ['logistic-regression'],
}: {
  readonly samples: readonly Sample[];
  readonly spaces: readonly SuspicionSpace[];
  readonly seed: number;
  readonly models?: readonly string[];
}) {
  const truth = Int32Array.from(samples, ({ classId }) => classId);
  const nClasses = Math.max(...truth) + 1;
  const rng = createRng(seed);
  const nFlipped = Math.round(FLIPPED * samples.length);
  const flipped = new Set(rng.shuffle([...samples.keys()]).slice(0, nFlipped));
  const y = truth.map((label, i) =>
    flipped.has(i) ? (label + 1 + rng.int(nClasses - 1)) % nClasses : label,
  );
  const classNames = Array.from({ length: nClasses }, (_, i) => `class ${i}`);
  const folds = createFolds({ type: 'k-fold', folds: 5, repeats: 1 }, { y, classNames, seed });
  const cells: RankedCell[] = [];
  for (const space of spaces.filter(({ kind }) => kind !== 'raw-pixels')) {
    for (const model of models) cells.push(await cellOf(model, space, y, nClasses, folds, seed));
  }
  const { suspects, ranking } = findLabelErrors({ cells, y, nClasses })!;
  const right = suspects.filter(({ row }) => flipped.has(row));
  return {
    nFlipped,
    precision: [...ranking.slice(0, nFlipped)].filter((row) => flipped.has(row)).length / nFlipped,
    nSuspects: suspects.length,
    restored: right.filter(({ row, suggested }) => suggested === truth[row]).length / right.length,
  };
}

async function cellOf(
  type: string,
  { id, kind, X }: SuspicionSpace,
  y: Int32Array,
  nClasses: number,
  folds: readonly Fold[],
  seed: number,
): Promise<RankedCell> {
  const entry = estimators.get(type);
  const isSparse = kind === 'bag-of-words';
  const params = entry.params.parse(type === 'logistic-regression' ? { C: isSparse ? 10 : 0.003 } : {});
  const transform = isSparse
    ? [{ type: 'l2', implementation: 'strata', params: {} }]
    : [{ type: 'standardize', implementation: 'strata', params: {} }];
  const evaluation = await evaluateCell({
    X,
    y,
    nClasses,
    folds,
    candidates: [{ params: {}, create: () => createPipeline(transform, entry.create(params)) }],
    tune: { folds: 3, metric: 'accuracy' },
    metrics: ['accuracy'],
    seed,
  });
  return { id: `${id} + ${type}`, role: 'candidate', kind, evaluation };
}

/** The mean over folds. */
function accuracyOf({ evaluation: { tested } }: RankedCell): number {
  const shares = classFolds(tested).map(
    ({ yTrue, yPred }) => yTrue.filter((label, i) => label === yPred[i]).length / yTrue.length,
  );
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
