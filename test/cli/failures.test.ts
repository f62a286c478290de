import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { damageOneRecord, holdStore } from '../support/damage-store.ts';
import { writePhotos } from '../support/photos.ts';
import { runStrataHere } from '../support/strata-here.ts';
import { type Finished, runStrata } from '../support/strata-process.ts';
import { tempFolder } from '../support/temp-folder.ts';

const config = `name: broken
dataset: {type: image-folder, path: photos}
backbone: mobilenet-v3-coco
layer: expanded_conv/add
baselines: [colour-histogram]
model: {type: logistic-regression, C: 1}
evaluation: {protocol: {type: k-fold, folds: 3}}
report: {explore: false}
runtime: {threads: 1}
`;

interface Case {
  readonly name: string;
  /** Change the folder, which holds broken.yaml and photos/ of two classes, ten images each; returns how to undo what
   * would be in the way of cleaning up. */
  readonly arrange: (folder: string) => unknown;
  /** Text of broken.yaml, where it is not the one above. */
  readonly config?: string;
  readonly args?: readonly string[];
  /** What a shell runs before the command; then, and where it is empty, the command is a process of its own. */
  readonly shell?: string;
  readonly code: number;
  /** The one line on standard error. */
  readonly line: RegExp;
}

const replaced = (from: string, to: string) => config.replace(from, to);
const nothing = () => {};
/** Permissions do not bind root, who may drop the right to override them. */
const withoutOverride =
  process.getuid?.() === 0 ? 'exec setpriv --bounding-set=-dac_override,-dac_read_search' : '';

const cases: readonly Case[] = [
  {
    name: 'unknown backbone',
    arrange: nothing,
    shell: '',
    config: replaced('mobilenet-v3-coco', 'mobilenet-v3-cocoa'),
    code: 2,
    line: /^Error: broken\.yaml:3:11: Cannot find backbone "mobilenet-v3-cocoa": did you mean "mobilenet-v3-coco"$/,
  },
  {
    name: 'unknown layer',
    arrange: nothing,
    shell: '',
    config: replaced('expanded_conv/add', 'expanded_conv/ad'),
    code: 4,
    line: /^Error: Cannot find layer "expanded_conv\/ad" of backbone "mobilenet-v3-coco": did you mean "expanded_conv\/add"$/,
  },
  {
    name: 'unknown key',
    arrange: nothing,
    config: replaced('model:', 'modle:'),
    code: 2,
    line: /^Error: broken\.yaml:6:1: Cannot use key "modle": did you mean "models"$/,
  },
  {
    name: 'duplicate key',
    arrange: nothing,
    config: `${config}name: again\n`,
    code: 2,
    line: /^Error: broken\.yaml:10:1: Cannot use key "name" .*$/,
  },
  {
    name: 'YAML tab',
    arrange: nothing,
    config: 'name: broken\nevaluation:\n\tprotocol: auto\n',
    code: 2,
    line: /^Error: broken\.yaml:3:1: .*tab.*$/i,
  },
  {
    name: 'missing folder',
    arrange: nothing,
    args: ['--set', 'dataset.path=no-such-folder'],
    code: 3,
    line: /^Error: Cannot open the image folder "no-such-folder" as it must exist: .*$/,
  },
  {
    name: 'empty folder',
    arrange: (folder) => mkdirSync(join(folder, 'empty')),
    args: ['--set', 'dataset.path=empty'],
    code: 3,
    line: /^Error: Cannot .*empty".*$/,
  },
  {
    name: 'one class',
    arrange: (folder) => rmSync(join(folder, 'photos', 'green'), { recursive: true }),
    code: 3,
    line: /^Error: Cannot classify .* as at least two classes are needed: found only "red"$/,
  },
  {
    name: 'a class with fewer samples than folds',
    arrange: (folder) => {
      for (let i = 2; i < 10; i++) rmSync(join(folder, 'photos', 'green', `00${i}.png`));
    },
    code: 3,
    line: /^Error: Cannot make 3 folds as every class needs at least 3 samples: class "green" has 2$/,
  },
  {
    name: '0-byte file',
    arrange: (folder) => writeFileSync(join(folder, 'photos', 'red', 'empty.png'), ''),
    args: ['--set', 'dataset.maxSkipped=0'],
    code: 3,
    line: /^Error: Cannot .* 1 of 21 .*red\/empty\.png.*empty.*$/,
  },
  {
    name: 'truncated JPEG',
    arrange: async (folder) => {
      const file = join(folder, 'photos', 'red', 'cut.jpg');
      const noise = { noise: { type: 'gaussian', mean: 128, sigma: 60 } as const };
      const jpeg = await sharp({
        create: { width: 64, height: 64, channels: 3, background: 'red', ...noise },
      })
        .jpeg()
        .toBuffer();
      writeFileSync(file, jpeg);
      truncateSync(file, Math.floor(jpeg.length / 2));
    },
    args: ['--set', 'dataset.maxSkipped=0'],
    code: 3,
    line: /^Error: Cannot .* 1 of 21 .*red\/cut\.jpg.*cut short.*$/,
  },
  {
    name: 'text renamed to .jpg',
    arrange: (folder) => writeFileSync(join(folder, 'photos', 'red', 'note.jpg'), 'this is not a picture'),
    args: ['--set', 'dataset.maxSkipped=0'],
    code: 3,
    line: /^Error: Cannot .* 1 of 21 .*red\/note\.jpg".*it starts with "this is not a pi"$/,
  },
  {
    name: 'decompression bomb',
    arrange: (folder) => writeFileSync(join(folder, 'photos', 'red', 'bomb.png'), pngOf(40_000, 40_000)),
    args: ['--set', 'dataset.maxSkipped=0'],
    code: 3,
    line: /^Error: Cannot .* 1 of 21 .*red\/bomb\.png.*pixels.*$/,
  },
  {
    name: 'unreadable file',
    arrange: (folder) => {
      const file = join(folder, 'photos', 'red', 'secret.png');
      writeFileSync(file, 'unseen');
      chmodSync(file, 0);
    },
    args: ['--set', 'dataset.maxSkipped=0'],
    shell: withoutOverride,
    code: 3,
    line: /^Error: Cannot .* 1 of 21 .*red\/secret\.png.*permission is denied$/,
  },
  {
    name: 'manifest row without label',
    arrange: (folder) =>
      writeFileSync(join(folder, 'labels.csv'), 'path,label\nphotos/red/000.png,red\nphotos/red/001.png,\n'),
    config: replaced('{type: image-folder, path: photos}', '{type: manifest, path: labels.csv}'),
    code: 3,
    line: /^Error: .*labels\.csv:3: Cannot use the row as its label is empty$/,
  },
  {
    name: 'manifest path outside its root',
    arrange: (folder) =>
      writeFileSync(join(folder, 'labels.csv'), 'path,label\nphotos/red/000.png,red\n../secret.png,green\n'),
    config: replaced('{type: image-folder, path: photos}', '{type: manifest, path: labels.csv}'),
    code: 3,
    line: /^Error: .*labels\.csv:3: Cannot use the row as .*"\.\.\/secret\.png".*$/,
  },
  {
    name: 'negative C',
    arrange: nothing,
    config: replaced('C: 1', 'C: -1'),
    code: 2,
    line: /^Error: broken\.yaml:6:39: Cannot use model\.C as it must be greater than 0: got -1$/,
  },
  {
    name: 'unwritable reports folder',
    arrange: (folder) => writeFileSync(join(folder, 'reports'), 'a file in the way'),
    code: 2,
    line: /^Error: Cannot write reports to ".*reports\/broken".*$/,
  },
  {
    name: 'full disk under the store',
    arrange: nothing,
    shell: "trap '' XFSZ; ulimit -f 40; exec",
    code: 3,
    line: /^Error: Cannot write features to ".*features" as .*$/,
  },
  {
    name: 'locked store',
    arrange: (folder) => holdStore(join(folder, '.strata', 'features')),
    shell: '',
    code: 3,
    line: /^Error: Cannot extract features as another run is using the store ".*features": process \d+$/,
  },
  {
    name: 'a store that is no store',
    arrange: (folder) => {
      mkdirSync(join(folder, '.strata', 'features'), { recursive: true });
      writeFileSync(join(folder, '.strata', 'features', 'data.mdb'), 'x'.repeat(20_000));
    },
    code: 3,
    line: /^Error: Cannot read the feature store ".*features" as its data\.mdb must be an intact LMDB file: .*$/,
  },
];

describe('a run that cannot be', () => {
  it.each(cases)('$name', async ({ name, arrange, config: text, args, shell, code, line }) => {
    const folder = await brokenFolder(text ?? config);
    const undo = await arrange(folder);
    try {
      const command = ['experiment', 'broken.yaml', ...(args ?? [])];
      const run =
        shell === undefined
          ? await runStrataHere(command, { cwd: folder })
          : await runStrata(command, { cwd: folder, shell });
      expect(errorLines(run), name).toEqual([expect.stringMatching(line)]);
      expect(run.code).toBe(code);
      expect(leftovers(folder)).toEqual([]);
    } finally {
      if (typeof undo === 'function') await undo();
    }
  });
});

describe('a damaged record in the store', () => {
  it('is named in one line, and its features are extracted again', async () => {
    const folder = await brokenFolder(config);
    const first = await runStrataHere(['experiment', 'broken.yaml'], { cwd: folder });
    expect(first.code, first.stderr).toBe(0);
    await damageOneRecord(join(folder, '.strata', 'features'));
    const second = await runStrataHere(['experiment', 'broken.yaml'], { cwd: folder });
    expect(second.code, second.stderr).toBe(0);
    expect(errorLines(second)).toEqual([
      expect.stringMatching(
        /^Warning: Found 1 damaged record in the feature store ".*features": extracting these features again$/,
      ),
    ]);
    expect(second.stdout).toContain('1 image extracted, 19 from the store');
  });
});

describe('a few bad files', () => {
  it('are skipped and listed with their reasons, and the rest is used', async () => {
    const folder = await brokenFolder(config);
    writeFileSync(join(folder, 'photos', 'red', 'note.jpg'), 'this is not a picture');
    const run = await runStrataHere(['experiment', 'broken.yaml'], { cwd: folder });
    expect(run.code, run.stderr).toBe(0);
    const results = JSON.parse(
      readFileSync(join(folder, 'reports', 'broken', 'latest', 'results.json'), 'utf8'),
    );
    expect(results.dataset.nSamples).toBe(20);
    expect(results.dataset.skipped).toEqual([
      { id: 'red/note.jpg', reason: expect.stringMatching(/^Cannot decode as the file must be a JPEG, PNG/) },
    ]);
  });
});

async function brokenFolder(text: string): Promise<string> {
  const folder = tempFolder();
  await writePhotos(join(folder, 'photos'), ['green', 'red'], 10);
  writeFileSync(join(folder, 'broken.yaml'), text);
  return folder;
}

/** Standard error without progress. */
function errorLines({ stderr }: Finished): string[] {
  return stderr
    .split('\n')
    .filter((line) => line !== '' && !/^(Extracting features|Evaluating): /.test(line));
}

/** What a failed run left in the reports folder. */
function leftovers(folder: string): string[] {
  const reports = join(folder, 'reports', 'broken');
  return existsSync(reports) ? readdirSync(reports) : [];
}

/** A valid PNG header of a picture of this size, with one row of data. */
function pngOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, checksum]);
  };
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const row = deflateSync(Buffer.alloc(width + 1));
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', row),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
