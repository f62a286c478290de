import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { StoreError } from '../../src/core/index.ts';
import {
  type Exploration,
  explorationJsonSchema,
  parseExploration,
  readExploration,
  writeExploration,
} from '../../src/result/index.ts';
import { explorationFixture } from '../support/exploration-fixture.ts';
import { tempFolder } from '../support/temp-folder.ts';

const { results, exploration: base } = await explorationFixture();

describe('writeExploration and readExploration', () => {
  it('bring back the same exploration from one line', async () => {
    const folder = await tempFolder();
    const path = join(folder, 'exploration.json');
    await writeExploration(base, path);
    expect(await readExploration(path)).toEqual(base);
    expect(await readdir(folder)).toEqual(['exploration.json']);
    expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(2);
  });

  it('refuse what breaks the schema, on the way in and on the way out', async () => {
    const path = join(await tempFolder(), 'exploration.json');
    const broken: Exploration = { ...base, tests: { rows: [-1], folds: [0] } };
    await expect(writeExploration(broken, path)).rejects.toThrow(
      /^Cannot write the exploration ".*" as it must follow schema version 1: tests\.rows\[0\]: /,
    );
    await expect(readExploration(path)).rejects.toThrow(
      /^Cannot read the exploration ".*" as the file must be readable: ENOENT/,
    );
  });

  it('agree with their JSON Schema', () => {
    const validate = new Ajv2020({ strict: true, validateFormats: false, strictTuples: false }).compile(
      explorationJsonSchema(),
    );
    validate(base);
    expect(validate.errors).toBeNull();
    expect(validate({ ...base, extra: 1 })).toBe(false);
  });
});

describe('parseExploration', () => {
  const [map] = base.maps;
  const [neighbours] = base.neighbours;
  const [top] = base.top;
  const [predictions] = base.predictions;
  const { thumbnails } = base.samples;

  it.each<[string, Exploration, string]>([
    [
      'misses a class',
      { ...base, samples: { ...base.samples, classIds: [0] } },
      'lists of samples must hold 60 values: one holds 1',
    ],
    [
      'misses a sheet of thumbnails',
      { ...base, samples: { ...base.samples, thumbnails: { ...thumbnails!, sheets: [] } } },
      'thumbnails must fill 4 sheets: 0 sheets',
    ],
    [
      'misses predictions',
      { ...base, predictions: [{ ...predictions!, predicted: [1, 2] }] },
      'lists of tests must hold 60 values: one holds 2',
    ],
    [
      'misses likely classes',
      { ...base, top: [{ ...top!, shares: [] }] },
      `lists of the likeliest classes of "${top!.cell}" must hold 180 values: one holds 0`,
    ],
    [
      'misses coordinates',
      { ...base, maps: [{ ...map!, y: [1] }] },
      `lists of the pca map of "${map!.feature}" must hold 60 values: one holds 1`,
    ],
    [
      'misses neighbours',
      { ...base, neighbours: [{ ...neighbours!, of: [3], rows: [1] }] },
      `lists of the neighbours in "${neighbours!.feature}" must hold 6 values: one holds 1`,
    ],
    [
      'names a row that is not there',
      { ...base, units: [{ feature: 'x', units: [{ index: 0, classId: 0, purity: 1, rows: [60] }] }] },
      'rows must be below 60: 60',
    ],
  ])('refuses an exploration that %s', (_, exploration, message) => {
    expect(() => parseExploration(exploration)).toThrow(
      new StoreError(`Cannot use the exploration as ${message}`),
    );
  });
});

describe('the fixture', () => {
  it('agrees with its results', () => {
    const ofCell = new Map(base.predictions.map(({ cell, predicted }) => [cell, predicted]));
    expect(base.samples.ids).toHaveLength(results.dataset.nSamples);
    for (const { id, confusion } of results.cells) {
      const counts = results.dataset.classNames.map(() => results.dataset.classNames.map(() => 0));
      for (const [i, row] of base.tests!.rows.entries()) {
        counts[base.samples.classIds[row]!]![ofCell.get(id)![i]!]!++;
      }
      expect(counts).toEqual(confusion);
    }
  });
});
