import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawAtlas } from '../../../src/experiment/exploration/atlas-sheet.ts';
import { drawSheet } from '../../../src/experiment/exploration/thumbnail-sheet.ts';
import { placeSheets } from '../../../src/experiment/exploration/thumbnails.ts';
import { tempFolder } from '../../support/temp-folder.ts';

type Colour = readonly [red: number, green: number, blue: number];

async function pictureOf(folder: string, name: string, [r, g, b]: Colour, width = 90, height = 90) {
  const file = join(folder, `${name}.png`);
  await sharp({ create: { width, height, channels: 3, background: { r, g, b } } })
    .png()
    .toFile(file);
  return file;
}

/** Reads pixels of a WebP sheet. */
async function pixelsOf(webp: Uint8Array) {
  const { data, info } = await sharp(webp).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [
    ...data.subarray(4 * (y * info.width + x), 4 * (y * info.width + x) + 4),
  ];
  return { at, width: info.width, height: info.height };
}

function expectColour(seen: readonly number[], expected: readonly number[]) {
  for (const [i, value] of expected.entries()) expect(Math.abs(seen[i]! - value)).toBeLessThan(12);
}

const red: Colour = [220, 30, 30];
const blue: Colour = [30, 30, 220];

describe('a sheet of thumbnails', () => {
  it('holds pictures row by row, each whole in its tile', async () => {
    const folder = tempFolder();
    const files = [
      await pictureOf(folder, 'red', red),
      await pictureOf(folder, 'wide', blue, 128, 32),
      ...Array<string>(9).fill(join(folder, 'red.png')),
    ];
    const { at, width, height } = await pixelsOf(await drawSheet({ type: 'sheet', files }));
    expect([width, height]).toEqual([640, 128]);
    expectColour(at(32, 32), [...red, 255]);
    expectColour(at(64 + 32, 32), [...blue, 255]);
    expect(at(64 + 32, 8)[3]).toBe(0);
    expectColour(at(32, 64 + 32), [...red, 255]);
    expect(at(64 + 32, 64 + 32)[3]).toBe(0);
  });

  it('says which file cannot be drawn', async () => {
    const file = join(tempFolder(), 'gone.png');
    await expect(drawSheet({ type: 'sheet', files: [file] })).rejects.toMatchObject({
      message: expect.stringContaining('Cannot draw a picture as its file must be readable: ENOENT'),
      file,
    });
  });

  it('stands in the exploration of a small set, and beside that of a large one', () => {
    const sheets = [Uint8Array.of(1), Uint8Array.of(2)];
    const small = placeSheets(sheets, 200);
    expect(small.thumbnails).toEqual({
      size: 64,
      columns: 10,
      sheets: ['data:image/webp;base64,AQ==', 'data:image/webp;base64,Ag=='],
    });
    expect(small.files.size).toBe(0);
    const large = placeSheets(sheets, 2001);
    expect(large.thumbnails.sheets).toEqual(['thumbnails/000.webp', 'thumbnails/001.webp']);
    expect([...large.files.values()]).toEqual(sheets);
  });
});

it('an atlas averages the pictures of each tile; without samples it is transparent', async () => {
  const folder = tempFolder();
  const files = [await pictureOf(folder, 'red', red), await pictureOf(folder, 'blue', blue)];
  const sheet = await drawSheet({ type: 'sheet', files });
  const tiles = [[0], [0, 1], [], [1]];
  const atlas = await drawAtlas({ type: 'atlas', sheets: [sheet], sheetColumns: 10, columns: 2, tiles });
  const { at, width, height } = await pixelsOf(atlas);
  expect([width, height]).toEqual([128, 128]);
  expectColour(at(32, 32), [...red, 255]);
  expectColour(at(96, 32), [125, 30, 125, 255]);
  expect(at(32, 96)[3]).toBe(0);
  expectColour(at(96, 96), [...blue, 255]);
});
