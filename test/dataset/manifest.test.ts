import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folders, loadDataset, rowsOf, writeFiles } from './files.ts';

const newFolder = folders();

const images = { 'a.png': 'a', 'b.png': 'b', 'sub/c.png': 'c', 'd, e.png': 'd' };

const load = async (table: string, options: Readonly<Record<string, unknown>> = {}, file = 'labels.csv') => {
  const cwd = newFolder();
  writeFiles(cwd, { ...images, [file]: table });
  return loadDataset('manifest', { path: file, ...options }, { cwd });
};

describe('manifest', () => {
  it('reads path, label, split and group, sorted by path', async () => {
    const dataset = await load(
      'group,label,path,split\ng1,cat,sub/c.png,valid\n,dog,a.png,Train\ng1,cat,b.png,train\n',
    );
    expect(rowsOf(dataset)).toEqual(['a.png dog train', 'b.png cat train g1', 'sub/c.png cat val g1']);
  });

  it('understands quotes, a byte order mark, Windows line ends, blank lines and white space', async () => {
    const dataset = await load('\u{feff}"path" , label\r\n"d, e.png","say ""hi"""\r\n\r\n  a.png ,dog\r\n');
    expect(rowsOf(dataset)).toEqual(['a.png dog', 'd, e.png say "hi"']);
  });

  it('separates by tabs in a .tsv, else by what the header shows, else as told', async () => {
    const expected = ['a.png x,y', 'b.png z'];
    expect(rowsOf(await load('path\tlabel\na.png\tx,y\nb.png\tz', {}, 'labels.tsv'))).toEqual(expected);
    expect(rowsOf(await load('path;label\na.png;x,y\nb.png;z'))).toEqual(expected);
    expect(rowsOf(await load('path|label\na.png|x,y\nb.png|z', { delimiter: '|' }))).toEqual(expected);
  });

  it('takes other column names, and another root', async () => {
    const cwd = newFolder();
    writeFiles(cwd, {
      'pictures/a.png': 'a',
      'pictures/b.png': 'b',
      't.csv': `file,kind,fold\na.png,x,train\n${join(cwd, 'pictures', 'b.png')},x,test\n`,
    });
    const columns = { path: 'file', label: 'kind', split: 'fold' };
    await expect(
      loadDataset('manifest', { path: 't.csv', root: 'pictures', columns }, { cwd }),
    ).rejects.toThrow('found only "x"');
    const dataset = await loadDataset(
      'manifest',
      { path: 't.csv', root: 'pictures', columns: { path: 'file', label: 'fold' } },
      { cwd },
    );
    expect(rowsOf(dataset)).toEqual(['a.png train', 'b.png test']);
  });

  it('lists files that are not there and goes on', async () => {
    const dataset = await load('path,label\na.png,x\ngone.png,x\nb.png,y\nsub,y\n');
    expect(rowsOf(dataset)).toEqual(['a.png x', 'b.png y']);
    expect(dataset.skipped).toEqual([
      { id: 'gone.png', reason: 'Cannot read as there is no such file' },
      { id: 'sub', reason: 'Cannot read as it is not a regular file' },
    ]);
  });

  it('gives the same fingerprint whatever the order of rows', async () => {
    const one = await load('path,label\na.png,x\nb.png,y\n');
    const other = await load('label,path\ny,b.png\nx,a.png\n');
    expect(other.fingerprint).toBe(one.fingerprint);
    expect((await load('path,label\na.png,y\nb.png,x\n')).fingerprint).not.toBe(one.fingerprint);
  });

  it.each([
    ['path,label\na.png,x\nb.png,\n', 'labels.csv:3: Cannot use the row as its label is empty'],
    ['path,label\n,x\n', 'labels.csv:2: Cannot use the row as its path is empty'],
    ['path,label,split\na.png,x,\n', 'labels.csv:2: Cannot use the row as its split is empty'],
    [
      'path,label,split\n\na.png,x,trian\n',
      'labels.csv:3: Cannot use the row as its split is unknown: "trian", did you mean "train"',
    ],
    [
      'path,label\na.png,x\n./a.png,y\n',
      'labels.csv:3: Cannot use the row as its path must be unique: "a.png" stands in row 2 too',
    ],
    [
      'path,label\na.png,x\nb.png,y,z\n',
      'labels.csv:3: Cannot use the row as it must have as many cells as the header: 3 instead of 2',
    ],
    ['path,Labels\na.png,x\n', 'Cannot find column "label" in "labels.csv": did you mean "Labels"'],
    ['path,label\n', 'Cannot read "labels.csv" as it must have rows: it has a header only'],
    ['', 'Cannot read "labels.csv" as it must have a header: it is empty'],
    ['path,path\na,b\n', 'Cannot read "labels.csv" as its columns must differ: "path" occurs twice'],
    [
      'path,label\na.png,"x\n',
      'labels.csv:2: Cannot read the table as it must be valid CSV: Quote Not Closed',
    ],
  ])('refuses %j', async (table, message) => {
    await expect(load(table)).rejects.toThrow(message);
  });

  it.each(['../a.png', 'sub/../../a.png', '/etc/passwd', '.'])(
    'refuses the path %j, which leaves the root',
    async (path) => {
      await expect(load(`path,label\na.png,x\n${path},y\n`)).rejects.toThrow(
        /^labels\.csv:3: Cannot use the row as its path must stay inside of "[^"]+": "[^"]+"$/,
      );
    },
  );

  it('names the row and the file in the error itself', async () => {
    await expect(load('path,label\na.png,x\nb.png,\n')).rejects.toMatchObject({
      name: 'DataError',
      file: 'labels.csv',
      row: 3,
    });
  });

  it('refuses a column that was named but is not there, a missing file and bytes that are no text', async () => {
    const table = 'path,label\na.png,x\nb.png,y\n';
    await expect(load(table, { columns: { group: 'patient' } })).rejects.toThrow(
      'Cannot find column "patient" in "labels.csv": it must be one of "path", "label"',
    );
    const cwd = newFolder();
    await expect(loadDataset('manifest', { path: 'gone.csv' }, { cwd })).rejects.toThrow(
      `Cannot open the manifest "gone.csv" as it must exist: "${join(cwd, 'gone.csv')}"`,
    );
    await expect(loadDataset('manifest', { path: '.' }, { cwd })).rejects.toThrow(
      'Cannot open the manifest "." as it must be a readable file',
    );
    writeFileSync(join(cwd, 'latin1.csv'), Buffer.from('path,label\na.png,caf\u00e9\n', 'latin1'));
    await expect(loadDataset('manifest', { path: 'latin1.csv' }, { cwd })).rejects.toThrow(
      'Cannot read "latin1.csv" as it must be UTF-8 text',
    );
  });
});
