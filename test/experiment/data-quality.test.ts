import { describe, expect, it } from 'vitest';
import { createRng, type Matrix, matrix, silentEffects } from '../../src/core/index.ts';
import type { CellEvaluation, Suspicion } from '../../src/evaluate/index.ts';
import type { Cell } from '../../src/experiment/cells.ts';
import { type DataQualityInput, inspectData } from '../../src/experiment/data-quality.ts';
import { openJournal } from '../../src/experiment/journal.ts';
import { tempFolder } from '../support/temp-folder.ts';

const n = 40;
const half = n / 2;
const WIDTH = 64;
const y = Int32Array.from({ length: n }, (_, i) => i % 2);
const rowsFrom = (from: number) => Int32Array.from({ length: half }, (_, i) => from + i);
const folds = [
  { train: rowsFrom(0), test: rowsFrom(half) },
  { train: rowsFrom(half), test: rowsFrom(0) },
];

/** Random features in which some rows are copies of the row before, all but exactly. */
function features(copies: readonly number[]): Matrix {
  const rng = createRng(1);
  const X = matrix(n, WIDTH);
  for (let at = 0; at < X.data.length; at++) X.data[at] = rng.normal();
  for (const row of copies) X.data.copyWithin(row * WIDTH, (row - 1) * WIDTH, row * WIDTH);
  for (const row of copies) X.data[row * WIDTH]! += 1e-4;
  return X;
}

const space = { id: 'layer', kind: 'deep', key: 'key of layer', spec: {}, dim: WIDTH } as const;
const model = { type: 'knn', implementation: 'strata', params: {}, settings: [{ k: 5 }] };
const cell = { id: 'layer + knn', role: 'candidate', space, model, seed: 1 } as Cell;
const evaluation = {
  tested: folds.map(({ test: rows }) => ({
    task: 'classification',
    rows,
    yTrue: rows.map((row) => y[row]!),
    yPred: rows.map(() => 0),
    nClasses: 2,
  })),
} as unknown as CellEvaluation;

function inputOf(copies: readonly number[], journal: DataQualityInput['journal']): DataQualityInput {
  const samples = Array.from(y, (classId, i) => ({ id: `sample ${i}`, classId }));
  return {
    prepared: {
      config: {
        transform: [],
        evaluation: {
          dataQuality: true,
          metrics: ['accuracy'],
          tune: { folds: 3, metric: 'accuracy' },
          selection: 'none',
        },
        seed: 1,
      },
      dataset: { samples, classNames: ['a', 'b'] },
    } as unknown as DataQualityInput['prepared'],
    features: {
      spaces: [space],
      matrices: new Map([['layer', features(copies)]]),
      kept: Int32Array.from(y.keys()),
    },
    data: { y, nClasses: 2, folds },
    evaluations: new Map([[cell, evaluation]]),
    sampleKeys: samples.map(({ id }) => id),
    journal,
    resume: true,
  };
}

const inspect = async (input: DataQualityInput) => (await inspectData(input, silentEffects()))!;

/** Whether a row is told to be a copy of the one before. */
const isCopy = ({ duplicates }: Awaited<ReturnType<typeof inspect>>, row: number) =>
  duplicates.pairs.some(({ samples }) => samples.join() === `sample ${row - 1},sample ${row}`);

describe('inspectData', () => {
  it('takes what was found from the journal, whole, and looks again where it is told to', async () => {
    const journal = openJournal<Suspicion>(tempFolder());
    const first = await inspect(inputOf([1, half], journal));
    expect([1, 2, half].map((row) => isCopy(first, row))).toEqual([true, false, true]);
    expect(first.leakage).toMatchObject({ cells: [{ id: 'layer + knn' }] });

    // features that the key of their space does not tell apart show which of the two was done
    const changed = inputOf([], journal);
    expect(await inspect(changed)).toEqual(first);
    expect(isCopy(await inspect({ ...changed, resume: false }), 1)).toBe(false);
    expect(isCopy(await inspect(changed), 1)).toBe(false);
  });

  it.each<[string, (input: DataQualityInput) => Partial<DataQualityInput>]>([
    ['features', ({ features }) => ({ features: { ...features, spaces: [{ ...space, key: 'another' }] } })],
    ['labels', ({ data }) => ({ data: { ...data, y: y.map((label) => 1 - label) } })],
    ['samples', ({ sampleKeys }) => ({ sampleKeys: sampleKeys.map((key) => `${key}, changed`) })],
    ['cells', () => ({ evaluations: new Map([[{ ...cell, seed: 2 }, evaluation]]) })],
  ])('looks again when the %s are others', async (_, change) => {
    const journal = openJournal<Suspicion>(tempFolder());
    await inspect(inputOf([1], journal));
    const input = inputOf([], journal);
    expect(isCopy(await inspect(input), 1)).toBe(true);
    expect(isCopy(await inspect({ ...input, ...change(input) }), 1)).toBe(false);
  });
});
