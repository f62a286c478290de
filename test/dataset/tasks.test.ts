import { describe, expect, it } from 'vitest';
import { messageOf } from '../../src/core/index.ts';
import type { Dataset } from '../../src/dataset/index.ts';
import { labelText } from '../../src/dataset/index.ts';
import { folders, loadDataset, writeFiles } from './files.ts';

const newFolder = folders();

function load(name: string, content: string, options: Readonly<Record<string, unknown>>): Promise<Dataset> {
  const folder = newFolder();
  writeFiles(folder, { [name]: content });
  return loadDataset('text', { path: name, ...options }, { cwd: folder });
}

const texts = (labels: readonly string[], name = 'x.csv', task = 'regression') =>
  load(name, `text,label\n${labels.map((label, i) => `text ${i},${label}`).join('\n')}\n`, { task });

const targetsOf = ({ samples }: Dataset) => samples.map(({ target }) => target);

const countsOf = ({ samples, classNames }: Dataset) =>
  classNames.map((_, classId) => samples.filter((sample) => sample.classId === classId).length);

describe('a data set of numbers', () => {
  it('keeps them, and stratifies by ranges that hold as many each', async () => {
    const values = Array.from({ length: 100 }, (_, i) => (i * 37) % 100);
    const dataset = await texts(values.map(String));
    expect(dataset.task).toBe('regression');
    expect(targetsOf(dataset)).toEqual(values);
    expect(dataset.classNames).toEqual(['0 to 19', '20 to 39', '40 to 59', '60 to 79', '80 to 99']);
    expect(countsOf(dataset)).toEqual([20, 20, 20, 20, 20]);
    expect(dataset.warnings).toEqual([]);
  });

  it.each([
    ['two ranges at least', ['1', '2.5', '-3e2'], ['-300 to 1', '2.5'], [2, 1]],
    ['equal numbers together', ['1', '1', '1', '1', '1', '2'], ['1', '2'], [5, 1]],
    [
      'numbers that are nearly equal apart',
      ['100001', '100002', '100003'],
      ['100001 to 100002', '100003'],
      [2, 1],
    ],
  ])('makes %s', async (_, labels, names, counts) => {
    const dataset = await texts(labels);
    expect(dataset.classNames).toEqual(names);
    expect(countsOf(dataset)).toEqual(counts);
  });

  it.each([
    ['', 'its label is empty'],
    ['n/a', 'its label must be a number: "n/a"'],
    ['Infinity', 'its label must be a number: "Infinity"'],
    ['1e999', 'its label must be a number: "1e999"'],
    ['0x10', 'its label must be a number: "0x10"'],
    ['"3,5"', 'its label must be a number: "3,5", a point must stand before the decimals'],
  ])('names file and row of what is no number: %s', async (cell, rule) => {
    await expect(texts(['1', cell, '2'])).rejects.toThrow(`x.csv:3: Cannot use the row as ${rule}`);
  });

  it('refuses numbers that are all the same', async () => {
    await expect(texts(['4', '4.0'])).rejects.toThrow(
      'Cannot predict the numbers of the text table "x.csv" as they must differ: all are 4',
    );
  });

  it('warns of equal texts with different numbers', async () => {
    const dataset = await load('x.csv', 'text,label\nsame,1\nsame,2\nother,3\n', { task: 'regression' });
    expect(dataset.warnings).toEqual([
      'Identical texts have different labels (sets of texts: 1): "row 2" is "1", "row 3" is "2"',
    ]);
  });

  it('has a fingerprint that every number changes', async () => {
    const [a, b] = await Promise.all([texts(['1', '2', '3']), texts(['1', '2', '3.1'])]);
    expect(a.fingerprint).not.toBe(b.fingerprint);
  });

  it('may have a split, whose parts need not hold every range', async () => {
    const rows = ['text,label,split', 'a,1,train', 'b,2,train', 'c,9,test', 'd,8,test'];
    const dataset = await load('x.csv', rows.join('\n'), { task: 'regression' });
    expect(dataset.samples.map(({ split }) => split)).toEqual(['train', 'train', 'test', 'test']);
    const message = (split: string) =>
      load('x.csv', rows.join('\n').replaceAll(/train|test/g, split), { task: 'regression' }).catch(
        messageOf,
      );
    expect(await message('train')).toContain('it needs a "val" or a "test" part: all samples are "train"');
    expect(await message('test')).toContain('it needs a "train" part: there is none');
  });
});

describe('a data set of labels', () => {
  const multi = { task: 'multi-label' };

  it('separates them, each once, and takes an empty cell for a sample without labels', async () => {
    const dataset = await texts(['b; a;b', '', ' a ', 'c;'], 'x.csv', 'multi-label');
    expect(dataset.labelNames).toEqual(['a', 'b', 'c']);
    expect(targetsOf(dataset)).toEqual([[0, 1], [], [0], [2]]);
    expect(dataset.samples.map((sample) => labelText(sample, dataset))).toEqual([
      'a, b',
      'no label',
      'a',
      'c',
    ]);
  });

  it('separates them by what the config says', async () => {
    const dataset = await load('x.csv', 'text,label\nx,a; b|c\ny,c\n', { ...multi, labelSeparator: '|' });
    expect(dataset.labelNames).toEqual(['a; b', 'c']);
  });

  it('takes lists of JSONL as they are', async () => {
    const lines = [
      '{"text":"x","label":["a;b",3]}',
      '{"text":"y","label":[]}',
      '{"text":"z"}',
      '{"text":"u","label":"c;d"}',
    ];
    const dataset = await load('x.jsonl', lines.join('\n'), multi);
    expect(dataset.labelNames).toEqual(['3', 'a;b', 'c', 'd']);
    expect(targetsOf(dataset)).toEqual([[0, 1], [], [], [2, 3]]);
  });

  it.each(['[["a"]]', '[null]', '{"a":1}'])(
    'names file and row of what is no list of labels: %s',
    async (label) => {
      const lines = ['{"text":"x","label":["a"]}', `{"text":"y","label":${label}}`];
      await expect(load('x.jsonl', lines.join('\n'), multi)).rejects.toThrow(
        `x.jsonl:2: Cannot use the row as its labels must be a list of texts: ${label}`,
      );
    },
  );

  it('stratifies by the rarest label of a sample that enough samples have', async () => {
    const labels = Array.from({ length: 200 }, (_, i) => {
      const common = i % 2 === 0 ? ['common'] : [];
      return [...common, ...(i % 5 === 0 ? ['rare'] : []), ...(i === 7 ? ['once'] : [])].join(';');
    });
    const dataset = await texts(labels, 'x.csv', 'multi-label');
    expect(dataset.classNames).toEqual(['common', 'rare', '(rest)']);
    expect(countsOf(dataset)).toEqual([80, 40, 80]);
  });

  it('stratifies by the most even label where no other way is left', async () => {
    const dataset = await texts(['a', 'a', 'a;b', 'a', 'a'], 'x.csv', 'multi-label');
    expect(dataset.classNames).toEqual(['b', '(rest)']);
    expect(countsOf(dataset)).toEqual([1, 4]);
  });

  it.each([
    [['', ''], 'none has any'],
    [['a;b', 'b;a'], 'all have the same'],
  ])('refuses samples that do not differ: %j', async (labels, seen) => {
    await expect(texts(labels, 'x.csv', 'multi-label')).rejects.toThrow(
      `Cannot predict the labels of the text table "x.csv" as samples must differ in them: ${seen}`,
    );
  });
});

describe('a manifest', () => {
  it('holds numbers or labels too', async () => {
    const folder = newFolder();
    writeFiles(folder, { 'a.png': 'a', 'b.png': 'b', 'x.csv': 'path,label\na.png,1.5\nb.png,2\n' });
    const at = { cwd: folder };
    const numbers = await loadDataset('manifest', { path: 'x.csv', task: 'regression' }, at);
    expect(targetsOf(numbers)).toEqual([1.5, 2]);
    const labels = await loadDataset(
      'manifest',
      { path: 'x.csv', task: 'multi-label', labelSeparator: '.' },
      at,
    );
    expect(labels.labelNames).toEqual(['1', '2', '5']);
  });
});

it.each(['classification', 'regression', 'multi-label'])(
  'the column of the labels names what is predicted: %s',
  async (task) => {
    const folder = newFolder();
    const image = { 'a.png': 'a', 'b.png': 'b' };
    writeFiles(folder, { ...image, 'x.csv': 'path,text,price\na.png,a,1\nb.png,b,2\n' });
    const options = { path: 'x.csv', task, columns: { label: 'price' } };
    for (const type of ['manifest', 'text']) {
      expect((await loadDataset(type, options, { cwd: folder })).targetName).toBe('price');
    }
  },
);
