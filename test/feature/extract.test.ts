import { copyFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { open } from 'lmdb';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Effects, InterruptedError, type ProgressTask, rowOf, toDense } from '../../src/core/index.ts';
import {
  type ExtractedFeatures,
  type ExtractionRequest,
  estimateExtraction,
  extractFeatures,
  openFeatureStore,
} from '../../src/feature/index.ts';
import { writePhotos } from '../support/photos.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { runChild } from './children/run-child.ts';
import { datasetOf, fakeBackbone, listeningEffects, planOf } from './fakes.ts';

const photos = tempFolder();

beforeAll(() => writePhotos(photos, ['a', 'b'], 15, 12));

/** A folder of its own with n photos, named in order. */
function someOf(n: number): string {
  const folder = tempFolder();
  for (let i = 0; i < n; i++) {
    const source = join(photos, i % 2 === 0 ? 'a' : 'b', `${String(i >> 1).padStart(3, '0')}.png`);
    copyFileSync(source, join(folder, `${String(i).padStart(2, '0')}.png`));
  }
  return folder;
}

/** Open a store, extract, close. */
async function extract(
  storeFolder: string,
  request: Omit<ExtractionRequest, 'store'>,
  effects: Effects = listeningEffects(),
): Promise<ExtractedFeatures> {
  const store = await openFeatureStore(storeFolder);
  try {
    return await extractFeatures({ threads: 1, batchSize: 4, ...request, store }, effects);
  } finally {
    await store.close();
  }
}

const valuesOf = ({ matrices }: ExtractedFeatures) =>
  [...matrices].map(([id, X]) => [id, [...toDense(X).data]]);

describe('extractFeatures', () => {
  it('gives one row per sample and space, and computes nothing the second time', async () => {
    const dataset = datasetOf(someOf(10));
    const store = tempFolder();
    const first = fakeBackbone();
    const one = await extract(store, { dataset, plan: planOf(first) });
    expect(one.cost).toMatchObject({ extracted: 10, cached: 0 });
    expect([...one.kept]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect([...one.matrices].map(([id, { rows, cols }]) => [id, rows, cols])).toEqual([
      ['fake/1:mean', 10, 1],
      ['fake/3:mean', 10, 3],
      ['raw-pixels', 10, 3072],
      ['colour-histogram', 10, 512],
    ]);
    expect(first.sessions).toEqual([{ layers: ['1', '3'], batches: [4, 4, 2] }]);

    const second = fakeBackbone();
    const two = await extract(store, { dataset, plan: planOf(second) });
    expect(two.cost).toMatchObject({ extracted: 0, cached: 10 });
    expect(second.sessions).toEqual([]);
    expect(valuesOf(two)).toEqual(valuesOf(one));
    expect(two.cost.msPerSample).toEqual(one.cost.msPerSample);
    expect([...two.cost.msPerSample.values()].every((ms) => ms > 0)).toBe(true);
  });

  it('does not mix samples up, whatever the batches', async () => {
    const dataset = datasetOf(someOf(9));
    const whole = await extract(tempFolder(), { dataset, plan: planOf(fakeBackbone()), batchSize: 9 });
    for (const sample of [dataset.samples[0]!, dataset.samples[4]!, dataset.samples[8]!]) {
      const alone = { ...dataset, samples: [sample] };
      const one = await extract(tempFolder(), { dataset: alone, plan: planOf(fakeBackbone()) });
      for (const [id, X] of one.matrices) {
        expect(rowOf(toDense(whole.matrices.get(id)!), dataset.samples.indexOf(sample))).toEqual(
          toDense(X).data,
        );
      }
    }
    const odd = await extract(tempFolder(), {
      dataset,
      plan: planOf(fakeBackbone()),
      batchSize: 2,
      threads: 2,
    });
    expect(valuesOf(odd)).toEqual(valuesOf(whole));
  });

  it('extracts only samples that are new', async () => {
    const folder = someOf(6);
    const store = tempFolder();
    await extract(store, { dataset: datasetOf(folder), plan: planOf(fakeBackbone()) });
    for (let i = 0; i < 10; i++) {
      copyFileSync(join(photos, 'b', `${String(i + 5).padStart(3, '0')}.png`), join(folder, `0${i}-new.png`));
    }
    renameSync(join(folder, '03.png'), join(folder, 'moved.png'));
    const backbone = fakeBackbone();
    const dataset = datasetOf(folder);
    const { cost, matrices } = await extract(store, { dataset, plan: planOf(backbone) });
    expect(cost).toMatchObject({ extracted: 10, cached: 6 });
    expect(backbone.sessions[0]!.batches).toEqual([4, 4, 2]);
    const afresh = await extract(tempFolder(), { dataset, plan: planOf(fakeBackbone()) });
    expect([...matrices]).toEqual([...afresh.matrices]);
  });

  it('extracts only layers that are new, and each only for the samples that lack it', async () => {
    const folder = someOf(6);
    const store = tempFolder();
    const all = datasetOf(folder);
    await extract(store, { dataset: all, plan: planOf(fakeBackbone(), ['1']) });
    const added = fakeBackbone();
    await extract(store, {
      dataset: { ...all, samples: all.samples.slice(3) },
      plan: planOf(added, ['1', '2']),
    });
    expect(added.sessions).toEqual([{ layers: ['2'], batches: [3] }]);
    const rest = fakeBackbone();
    const { cost } = await extract(store, { dataset: all, plan: planOf(rest, ['1', '2']) });
    expect(rest.sessions).toEqual([{ layers: ['2'], batches: [3] }]);
    expect(cost).toMatchObject({ extracted: 3, cached: 3 });
  });

  it('extracts the same content once', async () => {
    const folder = someOf(4);
    copyFileSync(join(folder, '01.png'), join(folder, '01-copy.png'));
    copyFileSync(join(folder, '01.png'), join(folder, '99.png'));
    const backbone = fakeBackbone();
    const { cost, kept, matrices } = await extract(tempFolder(), {
      dataset: datasetOf(folder),
      plan: planOf(backbone),
    });
    expect(backbone.sessions[0]!.batches).toEqual([4]);
    expect(cost).toMatchObject({ extracted: 4, cached: 0 });
    expect(kept).toHaveLength(6);
    for (const X of [...matrices.values()].map(toDense)) {
      expect(rowOf(X, 2)).toEqual(rowOf(X, 1));
      expect(rowOf(X, 5)).toEqual(rowOf(X, 1));
      expect(rowOf(X, 3)).not.toEqual(rowOf(X, 1));
    }
  });

  it('shares one session among plan entries of one backbone', async () => {
    const backbone = fakeBackbone();
    const { backbones, recipes } = planOf(backbone, ['1']);
    const again = fakeBackbone();
    const plan = {
      backbones: [...backbones, ...planOf(backbone, ['1', '2']).backbones, ...planOf(again, ['1']).backbones],
      recipes,
    };
    const { spaces } = await extract(tempFolder(), { dataset: datasetOf(someOf(3)), plan });
    expect(backbone.sessions).toEqual([{ layers: ['1', '2'], batches: [3] }]);
    expect(spaces.map(({ id }) => id)).toEqual([
      'fake/1:mean',
      'fake/2:mean',
      'raw-pixels',
      'colour-histogram',
    ]);
  });
});

describe('files that cannot be decoded', () => {
  const spoilt = () => {
    const folder = someOf(12);
    writeFileSync(join(folder, '02.png'), 'this is no image');
    writeFileSync(join(folder, '07.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
    return folder;
  };
  const maxSkipped = 0.2;

  it('are skipped with their reason, and rows stay aligned', async () => {
    const folder = spoilt();
    const dataset = datasetOf(folder);
    const store = tempFolder();
    const result = await extract(store, { dataset, plan: planOf(fakeBackbone()), maxSkipped });
    expect(result.skipped).toEqual([
      { id: '02.png', reason: expect.stringContaining('"this is no image"') },
      { id: '07.png', reason: expect.stringMatching(/^Cannot decode as the PNG/) },
    ]);
    expect(result.cost).toMatchObject({ extracted: 10, cached: 0 });
    expect([...result.kept]).toEqual([0, 1, 3, 4, 5, 6, 8, 9, 10, 11]);
    rmSync(join(folder, '02.png'));
    rmSync(join(folder, '07.png'));
    const clean = await extract(tempFolder(), { dataset: datasetOf(folder), plan: planOf(fakeBackbone()) });
    expect(valuesOf(result)).toEqual(valuesOf(clean));

    const again = await extract(store, { dataset, plan: planOf(fakeBackbone()), maxSkipped });
    expect(again.cost).toMatchObject({ extracted: 0, cached: 10 });
    expect(again.skipped).toEqual(result.skipped);
    expect(valuesOf(again)).toEqual(valuesOf(result));
  });

  it('stop the run when they are too many, on every run', async () => {
    const dataset = datasetOf(spoilt());
    const store = tempFolder();
    for (const _ of [1, 2]) {
      await expect(extract(store, { dataset, plan: planOf(fakeBackbone()) })).rejects.toThrow(
        'Cannot use the data set as at most 10 % of its files may be unusable: 2 of 12 are (16.7 %), the first is "02.png": Cannot decode',
      );
    }
  });

  it('count together with the files that the data set left out', async () => {
    const skipped = [{ id: 'empty.png', reason: 'The file is empty' }];
    const dataset = { ...datasetOf(spoilt()), skipped };
    await expect(
      extract(tempFolder(), { dataset, plan: planOf(fakeBackbone()), maxSkipped }),
    ).rejects.toThrow('at most 20 % of its files may be unusable: 3 of 13 are (23.1 %)');
  });

  it('stop the run when nothing is left, whatever the share', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'x.jpg'), 'text');
    await expect(
      extract(tempFolder(), { dataset: datasetOf(folder), plan: planOf(fakeBackbone()), maxSkipped: 1 }),
    ).rejects.toThrow('none of 1 is, the first is "x.jpg": Cannot decode as the file must be');
  });

  it('are tried again if the file, not its content, was to blame', async () => {
    const folder = someOf(5);
    const dataset = datasetOf(folder);
    const store = tempFolder();
    renameSync(join(folder, '01.png'), join(folder, 'away'));
    copyFileSync(join(folder, '00.png'), join(folder, '02.png'));
    const plan = planOf(fakeBackbone());
    const { skipped, kept } = await extract(store, { dataset, plan, maxSkipped: 0.5 });
    expect([...kept]).toEqual([0, 3, 4]);
    expect(skipped).toEqual([
      { id: '01.png', reason: expect.stringContaining('Cannot read the file: ENOENT') },
      { id: '02.png', reason: expect.stringContaining('changed while the run was going on') },
    ]);
    renameSync(join(folder, 'away'), join(folder, '01.png'));
    const { cost } = await extract(store, { dataset, plan, maxSkipped: 0.5 });
    expect(cost).toMatchObject({ extracted: 1, cached: 3 });
  });
});

describe('a run that does not end well', () => {
  /** Effects that raise the signal once so many images are done. */
  const stoppingAfter = (images: number) => {
    const controller = new AbortController();
    let done = 0;
    const task: ProgressTask = {
      advance: (n) => {
        done += n;
        if (done >= images) controller.abort();
      },
      stop: () => {},
    };
    return listeningEffects({ signal: controller.signal, progress: { start: () => task } });
  };

  it('goes on where it was stopped, with the same bytes in the end', async () => {
    const folder = someOf(19);
    writeFileSync(join(folder, '05.png'), 'this is no image');
    const dataset = datasetOf(folder);
    const undisturbed = await extract(tempFolder(), { dataset, plan: planOf(fakeBackbone()) });
    const store = tempFolder();
    const batches: number[][] = [];
    for (const stopAfter of [4, 8]) {
      const backbone = fakeBackbone();
      const run = extract(store, { dataset, plan: planOf(backbone) }, stoppingAfter(stopAfter));
      await expect(run).rejects.toThrow(InterruptedError);
      batches.push(backbone.sessions[0]!.batches);
    }
    const last = fakeBackbone();
    const resumed = await extract(store, { dataset, plan: planOf(last) });
    batches.push(last.sessions[0]!.batches);
    expect(batches).toEqual([[4], [4, 4], [4, 3]]);
    expect(resumed.cost).toMatchObject({ extracted: 7, cached: 11 });
    expect(valuesOf(resumed)).toEqual(valuesOf(undisturbed));
    expect(resumed.skipped).toEqual(undisturbed.skipped);
  });

  it('goes on where it was killed, with the same bytes in the end', async () => {
    const images = someOf(30);
    const dataset = datasetOf(images);
    const undisturbed = await extract(tempFolder(), { dataset, plan: planOf(fakeBackbone()) });
    const store = tempFolder();
    let done = 0;
    for (const delay of [0, 11, 29]) {
      const child = runChild('extract-folder.ts', [images, store]);
      let output = '';
      child.stdout!.on('data', (chunk) => {
        output += chunk;
      });
      await new Promise((resolve) => child.stdout!.once('data', resolve));
      await new Promise((resolve) => setTimeout(resolve, delay));
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('close', resolve));
      done += Number(output.trim().split('\n').at(-1));
    }
    const last = fakeBackbone();
    const resumed = await extract(store, { dataset, plan: planOf(last) });
    expect(resumed.cost.extracted).toBeLessThanOrEqual(30 - done);
    expect(resumed.cost.extracted + resumed.cost.cached).toBe(30);
    expect(valuesOf(resumed)).toEqual(valuesOf(undisturbed));
  });

  it('does nothing if the signal was raised before', async () => {
    const backbone = fakeBackbone();
    const request = { dataset: datasetOf(someOf(3)), plan: planOf(backbone) };
    await expect(extract(tempFolder(), request, stoppingAfter(0))).resolves.toBeDefined();
    const signal = AbortSignal.abort();
    await expect(extract(tempFolder(), request, listeningEffects({ signal }))).rejects.toThrow(
      InterruptedError,
    );
    expect(backbone.sessions).toHaveLength(1);
  });

  it('gives the store back when a network fails', async () => {
    const dataset = datasetOf(someOf(9));
    const store = tempFolder();
    let runs = 0;
    const failing = fakeBackbone(() => {
      if (++runs === 2) throw new Error('Out of memory');
    });
    await expect(extract(store, { dataset, plan: planOf(failing) })).rejects.toThrow('Out of memory');
    const { cost } = await extract(store, { dataset, plan: planOf(fakeBackbone()) });
    expect(cost).toMatchObject({ extracted: 5, cached: 4 });
  });

  it('refuses a second extraction into the same store', async () => {
    const dataset = datasetOf(someOf(3));
    const folder = tempFolder();
    const store = await openFeatureStore(folder);
    const writer = store.beginExtraction();
    await expect(extract(folder, { dataset, plan: planOf(fakeBackbone()) })).rejects.toThrow(
      'Cannot extract features as another run is using the store',
    );
    writer.release();
    await store.close();
  });
});

describe('a damaged record', () => {
  it('is extracted again, with a warning', async () => {
    const dataset = datasetOf(someOf(5));
    const store = tempFolder();
    const before = await extract(store, { dataset, plan: planOf(fakeBackbone()) });
    const root = open({ path: store, noSubdir: false, overlappingSync: false });
    const vectors = root.openDB<Buffer, Buffer>('vectors', { encoding: 'binary', keyEncoding: 'binary' });
    for (const key of [...vectors.getKeys()].slice(0, 2).map((key) => Buffer.from(key))) {
      const record = Buffer.from(vectors.get(key)!);
      record[10]! ^= 255;
      vectors.putSync(key, record);
    }
    await root.close();
    const effects = listeningEffects();
    const after = await extract(store, { dataset, plan: planOf(fakeBackbone()) }, effects);
    expect(effects.warnings).toEqual([
      `Found 2 damaged records in the feature store "${store}": extracting these features again`,
    ]);
    expect(valuesOf(after)).toEqual(valuesOf(before));
    expect((await extract(store, { dataset, plan: planOf(fakeBackbone()) })).cost.extracted).toBe(0);
  });
});

describe('estimateExtraction', () => {
  it('counts what is lacking, and goes by measured times once there are some', async () => {
    const folder = someOf(6);
    const dataset = datasetOf(folder);
    const plan = planOf(fakeBackbone());
    const bytesPerSample = 4 * (1 + 3 + 3072 + 512);
    const before = estimateExtraction(dataset, plan, undefined);
    expect(before).toMatchObject({ samples: 6, bytes: 6 * bytesPerSample, basis: 'rough' });
    const storeFolder = join(tempFolder(), 'features');
    const { cost } = await extract(storeFolder, {
      dataset: { ...dataset, samples: dataset.samples.slice(2) },
      plan,
    });
    const store = await openFeatureStore(storeFolder);
    const after = estimateExtraction(dataset, plan, store);
    expect(after).toMatchObject({ samples: 2, bytes: 2 * bytesPerSample, basis: 'measured' });
    expect(after.lacking.get('raw-pixels')).toBe(2);
    const ms = ['fake/1:mean', 'raw-pixels', 'colour-histogram'].map((id) => 2 * cost.msPerSample.get(id)!);
    expect(after.seconds).toBeCloseTo(ms.reduce((sum, value) => sum + value) / 1000, 9);
    await store.close();
  });

  it('leaves out what is known to be undecodable', async () => {
    const folder = someOf(6);
    mkdirSync(join(folder, 'x'));
    writeFileSync(join(folder, 'x', 'bad.png'), 'bad');
    const dataset = datasetOf(folder);
    const plan = planOf(fakeBackbone());
    const storeFolder = tempFolder();
    await extract(storeFolder, { dataset, plan, maxSkipped: 0.5 });
    const store = await openFeatureStore(storeFolder);
    expect(estimateExtraction(dataset, plan, store)).toMatchObject({ samples: 0, bytes: 0, seconds: 0 });
    await store.close();
  });
});
