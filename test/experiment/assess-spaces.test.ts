import { describe, expect, it } from 'vitest';
import type { ResolvedConfig } from '../../src/config/index.ts';
import { createRng, type Matrix, matrix, silentEffects } from '../../src/core/index.ts';
import { type AssessInput, assessSpaces } from '../../src/experiment/assess-spaces.ts';
import type { Assessed } from '../../src/experiment/assess-task.ts';
import type { Cell } from '../../src/experiment/cells.ts';
import { openJournal } from '../../src/experiment/journal.ts';
import { describeAssessment, pruneCells } from '../../src/experiment/prune-cells.ts';
import { transferabilityResults } from '../../src/experiment/transferability.ts';
import type { FeatureSpace } from '../../src/feature/index.ts';
import { tempFolder } from '../support/temp-folder.ts';

const n = 30;
const y = Int32Array.from({ length: n }, (_, i) => i % 2);
const train = Int32Array.from({ length: 20 }, (_, i) => i);
const test = Int32Array.from({ length: 10 }, (_, i) => 20 + i);

const space = (id: string, fields: Partial<FeatureSpace> = {}): FeatureSpace => ({
  id,
  kind: 'deep',
  key: `key of ${id}`,
  spec: {},
  dim: 4,
  backbone: 'net',
  layer: id,
  pooling: 'mean',
  ...fields,
});
const spaces = [
  space('good'),
  space('poor'),
  space('random', { weights: 'random' }),
  space('raw-pixels', { kind: 'raw-pixels' }),
];

/** Two normal features around the class, so far apart. */
function features(distance: number, seed: number): Matrix {
  const rng = createRng(seed);
  const X = matrix(n, 4);
  for (let at = 0; at < X.data.length; at++) X.data[at] = rng.normal() + distance * y[Math.floor(at / 4)]!;
  return X;
}

function input(journal: AssessInput['journal'], change: (X: Matrix) => void = () => {}): AssessInput {
  const good = features(2, 1);
  change(good);
  return {
    spaces,
    matrices: new Map([
      ['good', good],
      ['poor', features(0, 2)],
      ['random', features(0, 3)],
      ['raw-pixels', features(0, 4)],
    ]),
    data: { y, nClasses: 2, folds: [{ train, test }] },
    sampleKeys: Array.from(y, (_, i) => `sample ${i}`),
    config: { seed: 1, runtime: { device: 'cpu', threads: 1, batchSize: 32 } },
    journal,
    resume: true,
  };
}

describe('assessSpaces', () => {
  it('scores and compares the pretrained layers on the training part of the first fold, and repeats nothing', async () => {
    const journal = openJournal<Assessed>(tempFolder());
    const first = await assessSpaces(input(journal), silentEffects());
    expect([...first.scores.keys()].map(({ id }) => id)).toEqual(['good', 'poor']);
    const [good, poor] = [...first.scores.values()];
    expect(good!.logme).toBeGreaterThan(poor!.logme!);
    expect(first).toMatchObject({ nScored: 20, nCompared: 20, reused: 0 });
    expect(first.similarity!.cka).toHaveLength(2);

    const second = await assessSpaces(input(journal), silentEffects());
    expect(second).toMatchObject({ reused: 2, similarity: first.similarity });
    expect([...second.scores.values()]).toEqual([...first.scores.values()]);

    const otherTest = input(openJournal<Assessed>(tempFolder()), (X) => X.data.fill(9, 20 * 4));
    const third = await assessSpaces(otherTest, silentEffects());
    expect([...third.scores.values()]).toEqual([...first.scores.values()]);
  }, 60_000);
});

describe('pruning before training', () => {
  const cell = (id: string, role: Cell['role']) =>
    ({ id: `${id} + knn`, role, space: spaces.find((known) => known.id === id)! }) as Cell;
  const cells = [
    cell('good', 'candidate'),
    cell('poor', 'candidate'),
    cell('random', 'control'),
    cell('raw-pixels', 'baseline'),
    { ...cell('poor', 'control'), id: 'poor + majority' },
  ];
  const assessed = {
    scores: new Map([
      [spaces[0], { logme: 0.4 }],
      [spaces[1], { logme: 0.1 }],
    ]),
    similarity: undefined,
    nScored: 20,
    nCompared: 20,
    seconds: 1.25,
    reused: 1,
  } as unknown as Awaited<ReturnType<typeof assessSpaces>>;
  const configOf = (prune?: ResolvedConfig['evaluation']['prune']) => ({
    evaluation: {
      tune: { folds: 3, metric: 'accuracy' },
      ...(prune && { prune }),
    } as ResolvedConfig['evaluation'],
  });
  const config = configOf({ score: 'logme', keep: 1, gap: 0.5 });

  it('drops candidates alone: the floor stays, whatever layer it stands on', () => {
    const { cells: kept, dropped } = pruneCells(cells, assessed, config);
    expect([...dropped]).toEqual(['poor']);
    expect(kept.map(({ id }) => id)).toEqual([
      'good + knn',
      'random + knn',
      'raw-pixels + knn',
      'poor + majority',
    ]);
    expect(pruneCells(cells, assessed, configOf()).cells).toBe(cells);
  });

  it('says in the log what was dropped and why', () => {
    const pruned = pruneCells(cells, assessed, config);
    expect(describeAssessment(assessed, pruned, config)).toEqual([
      'Layers: 1 scored before training, 1 from the journal (1.3 s)',
      'Pruned: 1 of 2 layers, whose LogME is below the best by more than 50 % of the range: poor',
    ]);
  });

  it('is told in the results, with whether test labels had a say', () => {
    const pruned = pruneCells(cells, assessed, config);
    const results = (folds: number) =>
      transferabilityResults(
        assessed,
        pruned,
        new Map(),
        { folds: Array.from({ length: folds }, () => ({ train, test })) },
        config,
      );
    expect(results(1)).toMatchObject({
      nSamples: 20,
      scores: [{ id: 'logme' }],
      spaces: [{ id: 'good' }, { id: 'poor', dropped: true }],
      predictions: [],
      pruning: { score: 'logme', keep: 1, gap: 0.5, seesTestLabels: false },
    });
    expect(results(5)!.pruning!.seesTestLabels).toBe(true);
  });
});
