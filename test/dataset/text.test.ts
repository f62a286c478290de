import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/core/index.ts';
import type { Dataset } from '../../src/dataset/index.ts';
import { folders, loadDataset, writeFiles } from './files.ts';

const newFolder = folders();

function load(
  name: string,
  content: string,
  options: Readonly<Record<string, unknown>> = {},
): Promise<Dataset> {
  const folder = newFolder();
  writeFiles(folder, { [name]: content });
  return loadDataset('text', { path: name, ...options }, { cwd: folder });
}

const rows = [
  ['Hello, you', 'ham'],
  ['Win "now"', 'spam'],
  ['Hello again', 'ham'],
];

describe('a table of texts', () => {
  it.each([
    ['x.csv', 'text,label\n"Hello, you",ham\n"Win ""now""",spam\nHello again,ham\n'],
    ['x.tsv', 'text\tlabel\nHello, you\tham\nWin "now"\tspam\nHello again\tham\n'],
    [
      'x.jsonl',
      '{"text":"Hello, you","label":"ham"}\n\n{"label":"spam","text":"Win \\"now\\""}\n{"text":"Hello again","label":"ham","more":[1]}\n',
    ],
  ])('reads %s', async (name, content) => {
    const dataset = await load(name, content);
    expect(dataset).toMatchObject({ id: 'text', modality: 'text', classNames: ['ham', 'spam'] });
    expect(dataset.samples.map(({ content, classId }) => [content, dataset.classNames[classId]])).toEqual(
      rows.map(([text, label]) => [{ text }, label]),
    );
    expect(dataset.samples.map(({ contentHash }) => contentHash)).toEqual(
      rows.map(([text]) => sha256(text!)),
    );
  });

  it('names samples by their row, in the order of the table', async () => {
    const lines = Array.from({ length: 11 }, (_, i) => `text ${i},${i % 2}`);
    const dataset = await load('x.csv', ['text,label', ...lines].join('\n'));
    expect(dataset.samples.map(({ id }) => id)).toEqual(
      lines.map((_, i) => `row ${String(i + 2).padStart(2, '0')}`),
    );
  });

  it('takes id, split and group where they are, or under other names', async () => {
    const usual = await load(
      'x.csv',
      'id,text,label,split,group\nb,x,1,train,g\na,y,0,test,\nc,z,0,train,h\n',
    );
    expect(usual.samples).toMatchObject([
      { id: 'a', split: 'test' },
      { id: 'b', split: 'train', group: 'g' },
      { id: 'c', split: 'train', group: 'h' },
    ]);
    const columns = { text: 'msg', label: 'kind', id: 'key' };
    const named = await load('x.jsonl', '{"key":1,"msg":"x","kind":true}\n{"key":2,"msg":"y","kind":false}', {
      columns,
    });
    expect(named.samples.map(({ id }) => id)).toEqual(['1', '2']);
    expect(named.classNames).toEqual(['false', 'true']);
  });

  it('takes a quotation mark of a .tsv for a character unless told otherwise', async () => {
    const content = 'text\tlabel\n"a\tx\nb"\ty\n';
    expect((await load('x.tsv', content)).samples.map((sample) => sample.content)).toEqual([
      { text: '"a' },
      { text: 'b"' },
    ]);
    await expect(load('x.tsv', content, { quotes: true })).rejects.toThrow('at least two classes');
  });

  it('warns of identical texts with different labels', async () => {
    const dataset = await load('x.csv', `text,label\n${'same,a\nsame,b\n'}${'x,a\ny,b\n'}`);
    expect(dataset.duplicates).toEqual([['row 2', 'row 3']]);
    expect(dataset.warnings).toContain(
      'Identical texts have different labels (sets of texts: 1): "row 2" is "a", "row 3" is "b"',
    );
  });

  it.each<[string, string, string, string, Record<string, unknown>?]>([
    [
      'a missing file',
      'y.csv',
      '',
      'Cannot open the text table "x.csv" as it must exist: "',
      { path: 'x.csv' },
    ],
    [
      'a missing column',
      'x.csv',
      'txt,label\na,b\n',
      'Cannot find column "text" in "x.csv": did you mean "txt"',
    ],
    [
      'a missing key',
      'x.jsonl',
      '{"text":"a"}',
      'Cannot find column "label" in "x.jsonl": it must be one of "text"',
    ],
    ['an empty text', 'x.csv', 'text,label\na,b\n ,c\n', 'x.csv:3: Cannot use the row as its text is empty'],
    [
      'a text that is a list',
      'x.jsonl',
      '{"text":"a","label":1}\n{"text":[],"label":1}',
      'x.jsonl:2: Cannot use the row as its text is empty',
    ],
    ['an empty label', 'x.csv', 'text,label\na,\n', 'x.csv:2: Cannot use the row as its label is empty'],
    ['an empty id', 'x.csv', 'text,label,id\na,b,\n', 'x.csv:2: Cannot use the row as its id is empty'],
    [
      'an id that stands twice',
      'x.csv',
      'text,label,id\na,b,i\nc,d,i\n',
      'x.csv:3: Cannot use the row as its id must be unique: "i" stands in row 2 too',
    ],
    [
      'a split that is none',
      'x.csv',
      'text,label,split\na,b,trian\n',
      'x.csv:2: Cannot use the row as its split is unknown: "trian", did you mean "train"',
    ],
    ['no rows', 'x.csv', 'text,label\n', 'Cannot read "x.csv" as it must have rows: it has a header only'],
    ['no lines', 'x.jsonl', '\n', 'Cannot read "x.jsonl" as it must have rows: it is empty'],
    [
      'a line that is no JSON',
      'x.jsonl',
      '{"text":"a","label":1}\n{"text',
      'x.jsonl:2: Cannot read the line as it must be valid JSON: ',
    ],
    [
      'a line that is no object',
      'x.jsonl',
      '["a"]',
      'x.jsonl:1: Cannot read the line as it must be a JSON object: ["a"]',
    ],
    [
      'one class',
      'x.csv',
      'text,label\na,b\nc,b\n',
      'Cannot classify the text table "x.csv" as at least two classes are needed: found only "b"',
    ],
  ])('refuses %s', async (_, name, content, message, options) => {
    await expect(load(name, content, options)).rejects.toThrow(
      expect.objectContaining({ name: 'DataError', message: expect.stringContaining(message) }),
    );
  });
});

describe('spam-assassin', () => {
  it('has as many messages of each class as asked, each once, the same every time', async () => {
    const [few, more] = await Promise.all(
      [20, 40].map((maxPerClass) => loadDataset('spam-assassin', { maxPerClass })),
    );
    expect(few!.classNames).toEqual(['ham', 'spam']);
    expect(few!.samples).toHaveLength(40);
    expect(more!.samples.map(({ id }) => id)).toEqual(
      expect.arrayContaining(few!.samples.map(({ id }) => id)),
    );
    expect(more!.duplicates).toEqual([]);
  });

  it('gives subjects alone, without what a reader or a list put before them', async () => {
    const { samples } = await loadDataset('spam-assassin', { part: 'subject' });
    const texts = samples.map(({ content }) => ('text' in content ? content.text : ''));
    expect(texts).toHaveLength(600);
    expect(texts.filter((text) => text === '' || /\n|^re:|^\[/i.test(text))).toEqual([]);
  });
});

const assets = process.env.STRATA_ASSETS;
describe.skipIf(!assets)('published tables', () => {
  it('reads text messages, whose quotation marks are not in pairs', async () => {
    const dataset = await loadDataset(
      'text',
      { path: 'text/sms.tsv', columns: { text: 'msg' } },
      { cwd: assets! },
    );
    expect(dataset.samples.map(({ classId }) => classId).filter((id) => id === 1)).toHaveLength(747);
    expect(dataset.samples).toHaveLength(5574);
  });
});
