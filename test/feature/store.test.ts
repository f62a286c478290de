import { spawnSync } from 'node:child_process';
import { mkdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { open } from 'lmdb';
import { describe, expect, it } from 'vitest';
import { sha256, silentEffects, strataHome } from '../../src/core/index.ts';
import { featuresFolder, openFeatureStore } from '../../src/feature/index.ts';
import { recordKey } from '../../src/feature/store/record.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { batchLength, batchOf, batchSpaces, contentOf } from './children/batches.ts';
import { outputOf, runChild } from './children/run-child.ts';

const [space] = batchSpaces;
const newRow = () => new Float32Array(space!.dim);

/** A closed store that holds the first batches. */
async function storeWith(nBatches: number): Promise<string> {
  const folder = join(tempFolder(), 'features');
  const store = await openFeatureStore(folder);
  const writer = store.beginExtraction();
  for (let b = 0; b < nBatches; b++) writer.commit(batchOf(b));
  writer.release();
  await store.close();
  return folder;
}

async function openingError(folder: string): Promise<Error> {
  return openFeatureStore(folder).then(
    () => expect.fail('The store was opened'),
    (error: Error) => error,
  );
}

describe('the folder', () => {
  it('is .strata/features under the working folder, or under STRATA_HOME', () => {
    expect(featuresFolder(silentEffects({ cwd: '/work' }))).toBe('/work/.strata/features');
    expect(strataHome(silentEffects({ cwd: '/work', env: { STRATA_HOME: '/home' } }))).toBe('/home');
    expect(strataHome(silentEffects({ cwd: '/work', env: { STRATA_HOME: 'there' } }))).toBe('/work/there');
  });
});

describe('a feature store', () => {
  it('gives back what was committed, after it was closed', async () => {
    const store = await openFeatureStore(await storeWith(2));
    const values = Float32Array.from(newRow(), (_, i) => Math.fround(Math.sin(i) * 10 ** ((i % 70) - 35)));
    const writer = store.beginExtraction();
    writer.commit({ ...batchOf(2), vectors: [{ space: space!, contentHash: sha256('x'), values }] });
    writer.release();
    const row = newRow();
    expect(store.read(space!.key, sha256('x'), row)).toBe('found');
    expect(row).toEqual(values);
    expect(store.read(space!.key, contentOf(1, 3), row)).toBe('found');
    expect(row).toEqual(newRow().fill(1));
    expect(store.has(space!.key, contentOf(1, 3))).toBe(true);
    await store.close();
  });

  it('knows what is missing', async () => {
    const store = await openFeatureStore(await storeWith(1));
    expect(store.read(space!.key, contentOf(5, 0), newRow())).toBe('missing');
    expect(store.read(sha256('other space'), contentOf(0, 0), newRow())).toBe('missing');
    expect(store.has(space!.key, contentOf(5, 0))).toBe(false);
    expect(store.failureOf(contentOf(0, 0))).toBeUndefined();
    await store.close();
  });

  it('adds up measurements and keeps failures', async () => {
    const folder = await storeWith(3);
    const store = await openFeatureStore(folder);
    const writer = store.beginExtraction();
    writer.commit({
      vectors: [],
      measurements: [],
      failures: [{ contentHash: sha256('bad'), reason: 'Bad' }],
    });
    writer.release();
    await store.close();
    const again = await openFeatureStore(folder);
    expect(again.measurementOf(space!.key)).toMatchObject({ samples: 3 * batchLength, ms: 3 });
    expect(again.failureOf(sha256('bad'))).toBe('Bad');
    await again.close();
  });

  it.each<[string, (record: Buffer) => Buffer]>([
    ['a changed value', (record) => Buffer.from(record).fill(record.at(-1)! ^ 1, record.length - 1)],
    ['a changed checksum', (record) => Buffer.from(record).fill(record[0]! ^ 1, 0, 1)],
    ['a short record', (record) => Buffer.from(record.subarray(0, 100))],
    ['an empty record', () => Buffer.alloc(0)],
  ])('tells %s', async (_, spoil) => {
    const folder = await storeWith(1);
    const root = open({ path: folder, noSubdir: false, overlappingSync: false });
    const vectors = root.openDB<Buffer, Buffer>('vectors', { encoding: 'binary', keyEncoding: 'binary' });
    const key = recordKey(space!.key, contentOf(0, 3));
    vectors.putSync(key, spoil(Buffer.from(vectors.get(key)!)));
    await root.close();
    const store = await openFeatureStore(folder);
    expect(store.read(space!.key, contentOf(0, 3), newRow())).toBe('corrupt');
    expect(store.read(space!.key, contentOf(0, 4), newRow())).toBe('found');
    await store.close();
  });

  it("tells a record that stands under another's key", async () => {
    const folder = await storeWith(2);
    const root = open({ path: folder, noSubdir: false, overlappingSync: false });
    const vectors = root.openDB<Buffer, Buffer>('vectors', { encoding: 'binary', keyEncoding: 'binary' });
    const stranger = Buffer.from(vectors.get(recordKey(space!.key, contentOf(1, 0)))!);
    vectors.putSync(recordKey(space!.key, contentOf(0, 0)), stranger);
    await root.close();
    const store = await openFeatureStore(folder);
    expect(store.read(space!.key, contentOf(0, 0), newRow())).toBe('corrupt');
    await store.close();
  });
});

describe('files that cannot be a store', () => {
  it('a folder under a file', async () => {
    const file = join(tempFolder(), 'file');
    writeFileSync(file, '');
    expect(`${await openingError(join(file, 'features'))}`).toMatch(
      /^StoreError: Cannot write features to ".*" as the folder must be writable: (ENOTDIR|EEXIST)/,
    );
  });

  it.each([
    ['garbage', 'hello garbage '.repeat(1000), 'it starts with 68656c6c6f'],
    ['one byte', 'x', 'it starts with 78'],
  ])('%s in place of data.mdb', async (_, content, seen) => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'data.mdb'), content);
    const message = `${await openingError(folder)}`;
    expect(message).toContain(
      `StoreError: Cannot read the feature store "${folder}" as its data.mdb must be`,
    );
    expect(message).toContain(seen);
  });

  it('a data.mdb that was cut off', async () => {
    const folder = await storeWith(20);
    const { size } = statSync(join(folder, 'data.mdb'));
    truncateSync(join(folder, 'data.mdb'), size / 2);
    expect(`${await openingError(folder)}`).toContain(`it was cut off at ${size / 2} of ${size} bytes`);
  });

  it('an empty data.mdb is a new store', async () => {
    const folder = tempFolder();
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'data.mdb'), '');
    await (await openFeatureStore(folder)).close();
  });
});

describe('several runs on one store', () => {
  it('one extracts, others read; the right is given back', async () => {
    const folder = await storeWith(0);
    const [one, other] = [await openFeatureStore(folder), await openFeatureStore(folder)];
    const writer = one.beginExtraction();
    expect(() => other.beginExtraction()).toThrow(
      `Cannot extract features as another run is using the store "${folder}": process ${process.pid}`,
    );
    writer.commit(batchOf(0));
    expect(other.read(space!.key, contentOf(0, 0), newRow())).toBe('found');
    writer.release();
    other.beginExtraction().release();
    await one.close();
    await other.close();
  });

  it('a process that is killed leaves whole batches and no lock', async () => {
    for (const delay of [0, 7, 23]) {
      const folder = join(tempFolder(), 'features');
      const child = runChild('commit-batches.ts', [folder]);
      let printed = '';
      child.stdout!.on('data', (chunk) => {
        printed += chunk;
      });
      await new Promise((resolve) => child.stdout!.once('data', resolve));
      await new Promise((resolve) => setTimeout(resolve, delay));
      const store = await openFeatureStore(folder);
      expect(() => store.beginExtraction()).toThrow(`process ${child.pid}`);
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('close', resolve));

      store.beginExtraction().release();
      const committed = printed.split('\n').length - 1;
      const counts = Array.from({ length: committed + 3 }, (_, b) => foundIn(store, b));
      const whole = 2 * batchLength;
      expect(counts.slice(0, committed)).toEqual(new Array(committed).fill(whole));
      expect([0, whole]).toContain(counts[committed]);
      expect(counts.slice(committed + 1)).toEqual([0, 0]);
      await store.close();
    }
  });
});

/** Vectors of a batch that can be read and hold its number. */
function foundIn(store: Awaited<ReturnType<typeof openFeatureStore>>, b: number): number {
  let found = 0;
  const row = newRow();
  for (const { key } of batchSpaces) {
    for (let i = 0; i < batchLength; i++) {
      if (store.read(key, contentOf(b, i), row) === 'found' && row.every((value) => value === b)) found++;
    }
  }
  return found;
}

const canMount =
  spawnSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt'], { stdio: 'ignore' }).status === 0;

describe.skipIf(!canMount)('a full disk', () => {
  const run = async (fill: string) =>
    outputOf(runChild('fill-disk.ts', [tempFolder(), fill], ['unshare', '-rm']));

  it('is one clear line, and keeps what was committed', async () => {
    expect(await run('')).toMatch(
      /^StoreError: Cannot write features to ".*" as the disk is full: 45 kB to write, \d+ kB free\ntrue\n$/,
    );
  });

  it('is one clear line where not even a new store fits', async () => {
    expect(await run('256')).toMatch(
      /^StoreError: Cannot write features to ".*" as the disk is full: 66 kB to write, 0 kB free\n$/,
    );
  });
});
