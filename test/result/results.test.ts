import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreError } from '../../src/core/index.ts';
import {
  parseResults,
  type ResultCell,
  type Results,
  readResults,
  resultsJson,
  resultsJsonSchema,
  writeFileAtomic,
  writeResults,
} from '../../src/result/index.ts';
import { resultsFixture } from '../support/results-fixture.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strata-result-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('writeResults and readResults', () => {
  it('bring back the same result and leave no other file behind', async () => {
    const path = join(folder, 'run', 'results.json');
    await writeResults(resultsFixture(), path);
    expect(await readResults(path)).toEqual(resultsFixture());
    expect(await readdir(join(folder, 'run'))).toEqual(['results.json']);
  });

  it('keep a list of numbers on one line and strings as they are', () => {
    const base = resultsFixture();
    const tricky = '[\n  1,\n  2\n]';
    const text = resultsJson({ ...base, command: tricky, cells: base.cells.slice(0, 1) });
    expect(text).toContain(`[${base.cells[0]!.confusion![0]!.join(', ')}]`);
    expect(JSON.parse(text).command).toBe(tricky);
  });

  it('refuse to write NaN, and leave the old file as it was', async () => {
    const path = join(folder, 'results.json');
    await writeFile(path, 'old');
    const broken: Results = { ...resultsFixture(), seconds: Number.NaN };
    await expect(writeResults(broken, path)).rejects.toThrow(
      /^Cannot write the results ".*" as they must follow schema version 1: seconds: /,
    );
    expect(await readFile(path, 'utf8')).toBe('old');
  });

  it.each([
    ['is missing', undefined, /as the file must be readable: ENOENT/],
    ['is not JSON', '{"schemaVersion": 1,', /as the file must be JSON: /],
    ['is of another version', '{"schemaVersion": 2}', /as they must follow schema version 1: /],
    ['is not an object', '[]', /as they must follow schema version 1: the whole: /],
  ])('refuse a file that %s', async (_, content, message) => {
    const path = join(folder, 'results.json');
    if (content !== undefined) await writeFile(path, content);
    const reading = readResults(path);
    await expect(reading).rejects.toThrow(StoreError);
    await expect(reading).rejects.toThrow(message);
  });
});

describe('parseResults', () => {
  const base = resultsFixture();
  const [first, ...others] = base.cells;
  const withoutConfusion = ({ confusion, ...cell }: ResultCell): ResultCell => cell;
  const numbers: Results = {
    ...base,
    dataset: { ...base.dataset, task: 'regression' },
    cells: base.cells.map(withoutConfusion),
  };
  const points = { cell: first!.id, nTested: 2, samples: ['a', 'b'], actual: [1, 2], predicted: [1, 3] };

  it('takes a result of numbers', () => {
    expect(() => parseResults({ ...numbers, targets: { regression: [points] } })).not.toThrow();
  });

  it.each<[string, Results, string]>([
    [
      'answers with a cell that is not there',
      { ...base, answer: { ...base.answer, tiedBest: ['nowhere'] } },
      'answer must name cells of the run: "nowhere"',
    ],
    [
      'answers by a metric that was not measured',
      { ...base, answer: { ...base.answer, metric: 'speed' } },
      'answer.metric must be one of the run\'s: "speed"',
    ],
    [
      'repeats a cell',
      { ...base, cells: [...base.cells, first!] },
      'cells must have ids of their own: 1 repeat',
    ],
    [
      'holds a confusion matrix of another size',
      { ...base, cells: [{ ...first!, confusion: [[1]] }, ...others] },
      `confusion must be 11×11: that of "${first!.id}" is not`,
    ],
    [
      'does not count every class',
      { ...base, dataset: { ...base.dataset, classCounts: [1] } },
      'dataset must count every class: 11 names, 1 counts',
    ],
    [
      'holds a confusion matrix where there are no classes',
      { ...base, dataset: { ...base.dataset, task: 'regression' } },
      `confusion must be absent where samples have no class: "${first!.id}" has one`,
    ],
    [
      'lacks a confusion matrix where there are classes',
      { ...base, cells: [withoutConfusion(first!), ...others] },
      `confusion must be 11×11: that of "${first!.id}" is not`,
    ],
    [
      'shows the predictions of a cell that is not there',
      { ...numbers, targets: { regression: [{ ...points, cell: 'nowhere' }] } },
      'targets must name cells of the run: "nowhere"',
    ],
    [
      'shows fewer predictions than samples',
      { ...numbers, targets: { regression: [{ ...points, predicted: [1] }] } },
      `targets must hold as many numbers as samples: those of "${first!.id}" differ`,
    ],
    [
      'does not count every label',
      { ...numbers, dataset: { ...base.dataset, task: 'multi-label', labelNames: ['a'], labelCounts: [] } },
      'dataset must count every label: 1 names, 0 counts',
    ],
  ])('refuses a result that %s', (_, results, message) => {
    expect(() => parseResults(results)).toThrow(new StoreError(`Cannot use the results as ${message}`));
  });

  it('refuses a best cell without the metric that decides', () => {
    const cells = base.cells.map((cell) => (cell.id === base.answer.best ? { ...cell, metrics: {} } : cell));
    expect(() => parseResults({ ...base, cells })).toThrow(/the best cell must have the metric "accuracy"/);
  });
});

describe('resultsJsonSchema', () => {
  const validate = new Ajv2020({ strict: true, validateFormats: false }).compile(resultsJsonSchema());

  it('accepts what is written', () => {
    validate(JSON.parse(resultsJson(resultsFixture())));
    expect(validate.errors).toBeNull();
  });

  it('refuses a key it does not know', () => {
    expect(validate({ ...resultsFixture(), extra: 1 })).toBe(false);
  });
});

describe('writeFileAtomic', () => {
  it('says what cannot be written, and leaves nothing half-written', async () => {
    await writeFile(join(folder, 'file'), '');
    const writing = writeFileAtomic(join(folder, 'file', 'report.md'), 'text');
    await expect(writing).rejects.toThrow(StoreError);
    await expect(writing).rejects.toThrow(/^Cannot write ".*report\.md" as the folder must take new files: /);
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('removes its temporary file if the last step fails', async () => {
    await writeFileAtomic(join(folder, 'taken', 'inside'), 'a folder stands where the file should go');
    await expect(writeFileAtomic(join(folder, 'taken'), 'text')).rejects.toThrow(StoreError);
    expect(await readdir(folder)).toEqual(['taken']);
  });
});
