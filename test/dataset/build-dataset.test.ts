import { describe, expect, it } from 'vitest';
import { datasets } from '../../src/dataset/index.ts';
import { folders, loadDataset, writeFiles } from './files.ts';

const newFolder = folders();

const load = async (files: Readonly<Record<string, string | number>>) => {
  const path = newFolder();
  writeFiles(path, files);
  return loadDataset('image-folder', { path });
};

describe('every data set', () => {
  it('lists files with the same bytes, and warns where their labels differ', async () => {
    const dataset = await load({ a: 10, b: 10, 'a/x.png': 'same', 'a/y.png': 'same', 'b/z.png': 'same' });
    expect(dataset.duplicates).toEqual([['a/x.png', 'a/y.png', 'b/z.png']]);
    expect(dataset.warnings).toEqual([
      'Identical files have different labels (sets of files: 1): "a/x.png" is "a", "b/z.png" is "b"',
    ]);
  });

  it('warns where identical files stand on both sides of a split', async () => {
    const dataset = await load({
      'train/a': 10,
      'train/b': 10,
      'val/a': 1,
      'val/b/0.png': 'other',
      'train/a/x.png': 'same',
      'val/a/x.png': 'same',
    });
    expect(dataset.warnings).toEqual([
      'Identical files stand in different parts of the split (sets of files: 1): "train/a/x.png" and "val/a/x.png"',
    ]);
  });

  it('warns of few samples and of classes out of balance', async () => {
    expect((await load({ a: 100, b: 10 })).warnings).toEqual([]);
    expect((await load({ a: 101, b: 10 })).warnings).toEqual([
      'Classes are out of balance, so accuracy says little of the rare ones and balanced accuracy is the one to look at: "a" has 101 samples, "b" has 10',
    ]);
    expect((await load({ a: 9, b: 1, c: 10 })).warnings).toEqual([
      'Class "a" has only 9 samples',
      'Class "b" has only 1 sample',
    ]);
  });

  it('gives a fingerprint of ids, labels and bytes, wherever the files are', async () => {
    const files = { 'a/1.png': '1', 'b/2.png': '2' };
    const { fingerprint } = await load(files);
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect((await load(files)).fingerprint).toBe(fingerprint);
    for (const other of [
      { 'a/1.png': '1', 'b/2.png': '3' },
      { 'a/1.png': '1', 'b/3.png': '2' },
      { 'a/1.png': '1', 'c/2.png': '2' },
    ]) {
      expect((await load(other)).fingerprint).not.toBe(fingerprint);
    }
  });

  it('refuses options it does not know', () => {
    for (const { id, options } of datasets.entries) {
      const issues = options.safeParse({ pth: 'photos' }).error?.issues;
      expect(issues, id).toContainEqual(
        expect.objectContaining({ code: 'unrecognized_keys', keys: ['pth'] }),
      );
    }
  });
});
