import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRng, silentEffects } from '../../src/core/index.ts';
import { datasets } from '../../src/dataset/index.ts';
import { type FeatureStore, openFeatureStore } from '../../src/feature/index.ts';
import type { Results } from '../../src/result/index.ts';
import { runStrata, startStrata } from '../support/strata-process.ts';
import { tempFolder } from '../support/temp-folder.ts';

const options = { maxPerClass: 14, seed: 0 };
const batchSize = 8;
const config = `name: stopped
dataset: {type: emoji, maxPerClass: ${options.maxPerClass}}
backbone: mobilenet-v3-coco
baselines: [raw-pixels]
models: [nearest-centroid]
evaluation: {protocol: {type: k-fold, folds: 5}}
runtime: {batchSize: ${batchSize}, threads: 1}
report: {explore: false}
`;
/** The run on all threads, with models that take so long that it can be stopped between their cells. */
const slowRun = [
  ...['experiment', 'stopped.yaml', '--set', 'runtime.threads=0'],
  ...['--set', 'models=[nearest-centroid, {type: random-forest, nEstimators: 100}]'],
];

const contents = async () => {
  const { samples } = await datasets.get('emoji').load(options, silentEffects());
  return samples.map(({ contentHash }) => contentHash);
};

const folderWithConfig = () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'stopped.yaml'), config);
  return folder;
};

const featuresOf = (folder: string) => openFeatureStore(join(folder, '.strata', 'features'));

const resultsOf = (folder: string): Results =>
  JSON.parse(readFileSync(join(folder, 'reports', 'stopped', 'latest', 'results.json'), 'utf8'));

/** Every stored vector, as bytes. */
function vectorsOf(store: FeatureStore, { cells }: Results, hashes: readonly string[]): Map<string, string> {
  const vectors = new Map<string, string>();
  for (const { key, dim } of cells.map(({ feature }) => feature)) {
    for (const hash of hashes) {
      const row = new Float32Array(dim);
      expect(store.read(key, hash, row)).toBe('found');
      vectors.set(`${key}/${hash}`, Buffer.from(row.buffer).toString('base64'));
    }
  }
  return vectors;
}

describe('a run that is stopped', () => {
  const undisturbed = folderWithConfig();
  let results: Results;
  beforeAll(async () => {
    const whole = await runStrata(['experiment', 'stopped.yaml'], { cwd: undisturbed });
    expect(whole.code, whole.stderr).toBe(0);
    results = resultsOf(undisturbed);
  });

  it('by kill -9 at three moments of extraction resumes, and its features equal an undisturbed run', async () => {
    const hashes = await contents();
    const key = results.cells.find(({ feature }) => feature.kind === 'deep')!.feature.key;

    const folder = folderWithConfig();
    const store = await featuresOf(folder);
    const finished = () => hashes.filter((hash) => store.has(key, hash)).length;
    const rng = createRng(Date.now());
    for (let stop = 0; stop < 3; stop++) {
      const before = finished();
      const until = before + 1 + rng.int((hashes.length - before) / 2);
      const run = startStrata(['experiment', 'stopped.yaml'], { cwd: folder });
      while (finished() < until) await wait(1);
      await wait(rng.int(100));
      run.kill('SIGKILL');
      expect((await run.finished).signal).toBe('SIGKILL');
      expect(finished() % batchSize === 0 || finished() === hashes.length).toBe(true);
    }
    const kept = finished();
    const last = await runStrata(['experiment', 'stopped.yaml'], { cwd: folder });
    expect(last.code, last.stderr).toBe(0);
    expect(last.stdout).toContain(`${hashes.length - kept} images extracted, ${kept} from the store`);
    const [a, b] = [await featuresOf(undisturbed), store].map((each) => each);
    expect(vectorsOf(b!, resultsOf(folder), hashes)).toEqual(vectorsOf(a!, results, hashes));
    await a!.close();
    await b!.close();
  });

  it('by Ctrl-C while evaluating says so, exits with 5, and repeats no finished cell', async () => {
    const folder = folderWithConfig();
    const run = startStrata(slowRun, { cwd: folder });
    await run.printed(/Features: /);
    const journal = join(folder, '.strata', 'journal', 'cells');
    const finished = () =>
      (existsSync(journal) ? readdirSync(journal, { recursive: true }) : []).filter(isRecord);
    while (finished().length < 3) await wait(5);
    run.kill('SIGINT');
    const { code, stderr } = await run.finished;
    expect(code).toBe(5);
    expect(stderr.trimEnd().split('\n').at(-1)).toBe(
      'Interrupted: what was finished is kept, run the same command again to resume',
    );
    expect(readdirSync(join(folder, 'reports', 'stopped'))).toEqual([]);

    const kept = finished().length;
    const again = await runStrata(slowRun, { cwd: folder });
    expect(again.code, again.stderr).toBe(0);
    expect(again.stdout).toContain('0 images extracted');
    expect(again.stdout).toContain(`${kept} from the journal`);
  });

  it('not at all is repeated without computing anything, with the same answer', async () => {
    const again = await runStrata(['experiment', 'stopped.yaml'], { cwd: undisturbed });
    expect(again.stdout).toContain('0 images extracted');
    expect(again.stdout).toContain(`Cells: 0 evaluated, ${results.cells.length} from the journal`);
    expect(resultsOf(undisturbed).cells).toEqual(results.cells);
    expect(resultsOf(undisturbed).answer).toEqual(results.answer);
  });
});

function isRecord(path: string | Buffer): boolean {
  return /[0-9a-f]{64}$/.test(String(path));
}
