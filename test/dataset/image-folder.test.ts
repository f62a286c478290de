import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/core/index.ts';
import { folders, loadDataset, rowsOf, writeFiles } from './files.ts';

const newFolder = folders();

const folderOf = (files: Readonly<Record<string, string | number>>): string => {
  const folder = newFolder();
  writeFiles(folder, files);
  return folder;
};

const load = (cwd: string, options: Readonly<Record<string, unknown>> = {}) =>
  loadDataset('image-folder', { path: '.', ...options }, { cwd });

describe('image-folder', () => {
  it('takes a class per folder, nested folders included, and passes over what is no image', async () => {
    const folder = folderOf({
      'dogs/b.JPG': 'b',
      'dogs/a.webp': 'a',
      'cats/house/old/c.png': 'c',
      'cats/.hidden.png': 'h',
      'cats/notes.txt': 'n',
      '.git/x.png': 'x',
    });
    const dataset = await load(folder);
    expect(rowsOf(dataset)).toEqual(['cats/house/old/c.png cats', 'dogs/a.webp dogs', 'dogs/b.JPG dogs']);
    expect(dataset.classNames).toEqual(['cats', 'dogs']);
    expect(dataset.samples[0]).toMatchObject({
      content: { file: join(folder, 'cats/house/old/c.png') },
      contentHash: sha256('c'),
    });
    expect(dataset.skipped).toEqual([]);
  });

  it('finds a predefined split by itself, however its parts are called', async () => {
    const dataset = await load(folderOf({ 'train/a': 1, 'train/b': 1, 'Validation/a': 1, 'test/b': 1 }));
    expect(rowsOf(dataset)).toEqual([
      'Validation/a/0.png a val',
      'test/b/0.png b test',
      'train/a/0.png a train',
      'train/b/0.png b train',
    ]);
  });

  it('takes train for a class where other classes stand beside it', async () => {
    const dataset = await load(folderOf({ train: 1, 'test/old': 1, plane: 1 }));
    expect(dataset.classNames).toEqual(['plane', 'test', 'train']);
    expect(dataset.samples.every(({ split }) => split === undefined)).toBe(true);
  });

  it('warns of a class that is never tested, and refuses one that is never trained', async () => {
    const dataset = await load(folderOf({ 'train/a': 10, 'train/b': 10, 'val/a': 1 }));
    expect(dataset.warnings).toEqual(['Class "b" stands in the training part alone, so it is never tested']);
    await expect(load(folderOf({ 'train/a': 1, 'train/b': 1, 'val/wasp': 1 }))).rejects.toThrow(
      'Cannot use the split of the image folder "." as every class needs training samples: there is none of "wasp"',
    );
  });

  it('skips empty files, dead links and links in a circle, each with its reason', async () => {
    const folder = folderOf({ 'a/1.png': '1', 'a/2.png': '', 'b/3.png': '3' });
    symlinkSync('nowhere.png', join(folder, 'b/4.png'));
    symlinkSync(folder, join(folder, 'b/again'));
    const dataset = await load(folder);
    expect(rowsOf(dataset)).toEqual(['a/1.png a', 'b/3.png b']);
    expect(dataset.skipped).toEqual([
      { id: 'b/4.png', reason: 'Cannot read as its link leads nowhere' },
      { id: 'b/again', reason: 'Cannot follow the link as it leads back to a folder above it' },
      { id: 'a/2.png', reason: 'Cannot read as the file is empty' },
    ]);
  });

  it('follows links to files and folders elsewhere', async () => {
    const elsewhere = folderOf({ 'x.png': 'x', 'many/y.png': 'y' });
    const folder = folderOf({ 'a/1.png': '1' });
    symlinkSync(join(elsewhere, 'x.png'), join(folder, 'a/x.png'));
    symlinkSync(join(elsewhere, 'many'), join(folder, 'b'));
    expect(rowsOf(await load(folder))).toEqual(['a/1.png a', 'a/x.png a', 'b/y.png b']);
  });

  it.skipIf(process.getuid?.() === 0)('skips a file without read permission', async () => {
    const folder = folderOf({ a: 1, b: 2 });
    chmodSync(join(folder, 'b/1.png'), 0);
    expect((await load(folder)).skipped).toEqual([
      { id: 'b/1.png', reason: 'Cannot read as permission is denied' },
    ]);
  });

  it('warns of images outside of a class and of folders whose files are of another kind', async () => {
    const dataset = await load(folderOf({ 'x.png': 'x', a: 10, b: 10, 'c/1.heic': '1', 'c/2.heic': '2' }));
    expect(dataset.classNames).toEqual(['a', 'b']);
    expect(dataset.warnings).toEqual([
      'Images outside of any class folder are left out (1): "x.png"',
      'Folder "c" holds no images and is no class: its files end in .heic',
    ]);
  });

  it('refuses what is no folder of images in classes', async () => {
    const folder = folderOf({
      'file.png': 'x',
      'heic/a/1.heic': '1',
      'flat/1.png': '1',
      'flat/2.png': '2',
      'single/cats': 2,
      'zero/a/1.png': '',
      'zero/b/1.png': '',
    });
    mkdirSync(join(folder, 'empty/nothing'), { recursive: true });
    const refusal = (path: string, options = {}) => load(folder, { path, ...options });
    await expect(refusal('gone')).rejects.toThrow(
      `Cannot open the image folder "gone" as it must exist: there is no "${join(folder, 'gone')}"`,
    );
    await expect(refusal('file.png')).rejects.toThrow(
      `Cannot open the image folder "file.png" as it must be a folder: "${join(folder, 'file.png')}" is a file`,
    );
    await expect(refusal('empty', { extensions: ['.png', '.jpg'] })).rejects.toThrow(
      'Cannot use the image folder "empty" as it must hold files that end in .png, .jpg: it holds no files',
    );
    await expect(refusal('heic', { extensions: ['.png'] })).rejects.toThrow(
      'Cannot use the image folder "heic" as it must hold files that end in .png: its 1 files end in .heic',
    );
    await expect(refusal('flat')).rejects.toThrow(
      'Cannot use the image folder "flat" as images must lie in one folder per class: none of 2 does, as "1.png"',
    );
    await expect(refusal('single')).rejects.toThrow(
      'Cannot classify the image folder "single" as at least two classes are needed: found only "cats"',
    );
    await expect(refusal('zero')).rejects.toThrow(
      'Cannot use the image folder "zero" as at least one of its files must be readable: ' +
        'none of 2 is, the first is "a/1.png": Cannot read as the file is empty',
    );
  });

  it('stops when it is interrupted', async () => {
    const folder = folderOf({ a: 3, b: 3 });
    const signal = AbortSignal.abort();
    await expect(loadDataset('image-folder', { path: folder }, { signal })).rejects.toThrow('Interrupted');
  });

  it.skipIf(!process.env.STRATA_ASSETS)('reads ants and bees', async () => {
    const path = join(process.env.STRATA_ASSETS!, 'images', 'hymenoptera');
    const dataset = await loadDataset('image-folder', { path });
    const count = (split: string) => dataset.samples.filter((sample) => sample.split === split).length;
    expect(dataset.classNames).toEqual(['ants', 'bees']);
    expect(count('train') + count('val')).toBe(dataset.samples.length);
    expect(Math.min(count('train'), count('val'))).toBeGreaterThan(0);
  });

  it('shows progress from some thousand files on', async () => {
    const folder = newFolder();
    for (const name of ['a', 'b']) {
      mkdirSync(join(folder, name));
      for (let i = 0; i < 1000; i++) writeFileSync(join(folder, name, `${i}.png`), `${name}${i}`);
    }
    let seen = 0;
    let stopped = false;
    await loadDataset(
      'image-folder',
      { path: folder },
      {
        progress: {
          start: () => ({
            advance: (n) => {
              seen += n;
            },
            stop: () => {
              stopped = true;
            },
          }),
        },
      },
    );
    expect([seen, stopped]).toEqual([2000, true]);
  });
});
