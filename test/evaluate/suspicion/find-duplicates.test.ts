import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRng, matrix, silentEffects } from '../../../src/core/index.ts';
import { datasets, type Sample } from '../../../src/dataset/index.ts';
import { findDuplicates, type SuspicionSpace } from '../../../src/evaluate/index.ts';
import { copyTrial } from '../../support/fault-trials.ts';
import { extractImages, type PlantedCopy, writeCopies } from '../../support/planted-copies.ts';
import { tempFolder } from '../../support/temp-folder.ts';

describe('copies of emoji in other forms', () => {
  let samples: readonly Sample[];
  let copies: ReadonlyMap<string, readonly PlantedCopy[]>;
  let all: readonly Sample[];
  let spaces: SuspicionSpace[];

  beforeAll(async () => {
    const folder = tempFolder();
    ({ samples } = await datasets.get('emoji').load({ maxPerClass: 12, seed: 0 }, silentEffects()));
    copies = await writeCopies(
      samples.filter((_, i) => i % 4 === 0),
      folder,
      1,
    );
    all = [...samples, ...[...copies.values()].flat().map(({ copy }) => copy)];
    spaces = await extractImages(all, join(folder, 'features'));
  });

  it('are found, and few others are', async () => {
    const trial = await copyTrial({ samples, copies, all, spaces, seed: 1 });
    expect(trial.found).toBeGreaterThanOrEqual(0.9);
    expect(trial.newAlarms).toBeLessThan(0.02);
    expect(Math.abs(trial.adjusted - trial.cleanKept)).toBeLessThan(0.03);
    expect(trial.threshold).toBeGreaterThan(0.05);
  });
});

describe('duplicates by features', () => {
  const rng = createRng(5);
  const [rows, cols] = [60, 16];
  const X = matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, () => rng.normal()),
  );
  for (let j = 0; j < cols; j++) X.data[7 * cols + j] = X.data[3 * cols + j]! + 0.02 * rng.normal();
  const space = { id: 'clouds', kind: 'deep', isRandom: false, X } as const;
  const keys = Array.from({ length: rows }, (_, i) => (i === 20 ? 'key 10' : `key ${i}`));

  it('are pairs that lie far closer than neighbours do, and samples of equal content', async () => {
    const found = await findDuplicates({ spaces: [space], contentKeys: keys });
    expect(found.comparedBy).toBe('features');
    expect(found.pairs.map(({ a, b, kind }) => ({ a, b, kind }))).toEqual([
      { a: 10, b: 20, kind: 'exact' },
      { a: 3, b: 7, kind: 'near' },
    ]);
    expect(found.contents[20]).toBe(found.contents[10]);
  });

  it('are only equal features where the set is too small to say what is usual', async () => {
    const few = matrix(6, cols, X.data.slice(2 * cols, 8 * cols));
    const contentKeys = ['a', 'b', 'c', 'd', 'e', 'f'];
    const { pairs } = await findDuplicates({ spaces: [{ ...space, X: few }], contentKeys });
    expect(pairs).toEqual([]);
  });
});
