import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../src/dataset/index.ts';
import { loadDataset } from './files.ts';

const countsOf = ({ samples, classNames }: Dataset): Record<string, number> =>
  Object.fromEntries(
    classNames.map((name, classId) => [name, samples.filter((sample) => sample.classId === classId).length]),
  );

const idsOf = ({ samples }: Dataset) => new Set(samples.map(({ id }) => id));

describe('emoji', () => {
  it('has the classes and counts that its documentation states, and nothing to complain about', async () => {
    const dataset = await loadDataset('emoji', {});
    expect(countsOf(dataset)).toEqual({
      animal: 60,
      building: 33,
      clothing: 47,
      face: 60,
      flag: 60,
      food: 60,
      hand: 43,
      person: 60,
      plant: 29,
      tool: 34,
      vehicle: 60,
    });
    expect([dataset.skipped, dataset.duplicates, dataset.warnings]).toEqual([[], [], []]);
    expect(idsOf(dataset).size).toBe(dataset.samples.length);
  });

  it('holds no picture twice, however many are asked for', async () => {
    const dataset = await loadDataset('emoji', { maxPerClass: 1000 });
    expect(dataset.duplicates).toEqual([]);
    expect(countsOf(dataset)).toMatchObject({
      animal: 130,
      face: 102,
      flag: 261,
      food: 104,
      person: 128,
      vehicle: 72,
    });
  });

  it('grows with maxPerClass and changes with the seed', async () => {
    const few = idsOf(await loadDataset('emoji', { maxPerClass: 10 }));
    const more = idsOf(await loadDataset('emoji', { maxPerClass: 20 }));
    expect([...few].filter((id) => !more.has(id))).toEqual([]);
    expect(idsOf(await loadDataset('emoji', { maxPerClass: 10, seed: 1 }))).not.toEqual(few);
  });
});
