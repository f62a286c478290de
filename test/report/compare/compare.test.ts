import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pairedInterval } from '../../../src/experiment/index.ts';
import { changesOf } from '../../../src/report/compare/changes.ts';
import { pairRuns } from '../../../src/report/compare/pair.ts';
import { readRun } from '../../../src/report/compare/read-run.ts';
import { differenceOf } from '../../../src/report/compare/sections.ts';
import type { ComparedRun } from '../../../src/report/compare/types.ts';
import { compareMarkdown, compareRuns } from '../../../src/report/index.ts';
import { type Phrase, renderPhrase } from '../../../src/report/phrase.ts';
import { type MadeRun, writeRun } from '../../support/run-folders.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const shared = 'mobilenet-v3-coco/expanded_conv/add:mean + logistic-regression';
const first: MadeRun = {
  layers: ['expanded_conv/add', 'expanded_conv_2/add', 'expanded_conv_5/add'],
  models: ['logistic-regression', 'svm'],
  outcomes: { [shared]: wrongAt(0, 1, 2, 3) },
};
const second: MadeRun = {
  layers: ['expanded_conv/add', 'expanded_conv_2/add', 'expanded_conv_9/add'],
  models: ['logistic-regression', 'knn'],
  outcomes: { [shared]: wrongAt(3, 5) },
};

/** 1 for each of 20 samples but these. */
function wrongAt(...wrong: readonly number[]): readonly (0 | 1)[] {
  return Array.from({ length: 20 }, (_, i) => (wrong.includes(i) ? 0 : 1));
}

function folderOf(made: MadeRun): string {
  const folder = join(tempFolder(), 'run');
  writeRun(folder, made);
  return folder;
}

async function runsOf(...made: readonly MadeRun[]): Promise<[ComparedRun, ComparedRun]> {
  const runs = await Promise.all(made.map((run, i) => readRun(folderOf(run), `run ${i}`, 'ABC'[i]!)));
  return [runs[0]!, runs[1]!];
}

const text = (parts: Phrase) => renderPhrase(parts, (name) => `[${name}]`);

/** The changes as text: what, then the value of each run. */
async function changes(...made: readonly MadeRun[]): Promise<string[][]> {
  return changesOf(await runsOf(...made)).map(({ what, values }) => [what, ...values].map(text));
}

async function pairOf(a: MadeRun, b: MadeRun) {
  const pair = pairRuns(...(await runsOf(a, b)), pairedInterval);
  const difference = pair.cells.find(({ first }) => first.id === shared)?.difference;
  return { pair, difference, caution: pair.caution && text(pair.caution) };
}

describe('what changed', () => {
  it('is one layer and one model where the runs differ in no more', async () => {
    expect(await changes(first, second)).toEqual([
      [
        'layers of [mobilenet-v3-coco]',
        '[tower_0/MobilenetV3/expanded_conv_5/add] (mean pooling)',
        '[tower_0/MobilenetV3/expanded_conv_9/add] (mean pooling)',
      ],
      ['models', 'SVM (RBF) with [C: [1,10], gamma: "scale"]', 'k nearest neighbours with [k: [1,5,15]]'],
    ]);
    const headline = text(differenceOf(changesOf(await runsOf(first, second))));
    expect(headline).toBe('The runs differ in 2 things: layers of [mobilenet-v3-coco] and models.');
  });

  it('is nothing where the runs are told alike, whenever they ran', async () => {
    const later = { ...first, results: { run: 'later', startedAt: '2027-01-01T00:00:00Z', seconds: 1 } };
    expect(await changes(first, later)).toEqual([]);
  });

  it('names settings of the config, the data, the seed and versions', async () => {
    const base = writeRun(join(tempFolder(), 'run'), first);
    const other: MadeRun = {
      ...first,
      config: 'evaluation: {learningCurve: {cells: 2}}\nreport: {folder: elsewhere}\n',
      results: {
        seed: 8,
        dataset: { ...base.dataset, fingerprint: 'another' },
        environment: { ...base.environment, node: '22.0.0' },
      },
    };
    const config = 'evaluation: {dataQuality: false}\nreport: {folder: here}\n';
    expect(await changes({ ...first, config }, other)).toEqual([
      ['fingerprint of the data', `[${base.dataset.fingerprint}]`, '[another]'],
      ['seed', '[7]', '[8]'],
      ['[evaluation.dataQuality]', '[false]', '–'],
      ['version of Node', `[${base.environment.node}]`, '[22.0.0]'],
      ['[evaluation.learningCurve.cells]', '–', '[2]'],
    ]);
  });

  it('is no setting where only one of the runs still has its config', async () => {
    expect(await changes({ ...first, config: 'evaluation: {dataQuality: false}\n' }, first)).toEqual([]);
  });

  it('is what a model was set to, and how a feature was computed', async () => {
    const base = writeRun(join(tempFolder(), 'run'), first);
    const cells = base.cells.map((cell) => ({
      ...cell,
      feature: cell.feature.id === 'raw-pixels' ? { ...cell.feature, key: 'other key' } : cell.feature,
      model: cell.model.type === 'svm' ? { ...cell.model, params: { C: 3 } } : cell.model,
    }));
    expect(await changes(first, { ...first, results: { cells } })).toEqual([
      ['models', 'SVM (RBF) with [C: [1,10], gamma: "scale"]', 'SVM (RBF) with [C: 3]'],
      ['how [raw-pixels] was computed', '[key-raw]', '[other key]'],
    ]);
    const { pair } = await pairOf(first, { ...first, results: { cells } });
    const notes = new Map(pair.cells.map(({ first, notes }) => [first.id, notes]));
    expect(notes.get('raw-pixels + svm')).toEqual(['another setting', 'features computed otherwise']);
    expect(notes.get(shared)).toEqual([]);
  });
});

describe('paired differences', () => {
  it('are those computed by hand, of the cells that both have', async () => {
    const { pair, difference, caution } = await pairOf(first, second);
    expect(pair.cells.map(({ first }) => first.id).sort()).toEqual([
      'colour-histogram + logistic-regression',
      'mobilenet-v3-coco/expanded_conv/add:mean + logistic-regression',
      'mobilenet-v3-coco/expanded_conv_2/add:mean + logistic-regression',
      'raw-pixels + logistic-regression',
    ]);
    expect(caution).toBeUndefined();

    // Of 20 samples A gets 16 right, B 18.
    expect(difference!.mean).toBeCloseTo(18 / 20 - 16 / 20, 12);

    // By sample: B − A is +1 at 0, 1, 2 and −1 at 5. Samples 0, 1 and 5 are animals, 2 is a building.
    const variance = (values: readonly number[]) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
    };
    const animals = variance([1, 1, -1, 0, 0, 0, 0, 0, 0, 0]);
    const buildings = variance([1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    const ofMean = 0.5 ** 2 * (animals / 10) + 0.5 ** 2 * (buildings / 10);
    // 10 of 20 samples train in each fold, and one sample more counts as if the cells differed on it.
    const error = Math.sqrt(ofMean * (1 + 0.25 * (20 / 10)) + (1 / 20) ** 2);
    const t18 = 2.10092;
    const [low, high] = difference!.ci95;
    expect((high + low) / 2).toBeCloseTo(difference!.mean, 12);
    expect((high - low) / 2 / (t18 * error)).toBeGreaterThan(0.95);
    expect((high - low) / 2 / (t18 * error)).toBeLessThan(1.05);
  });

  it('are of all samples together where the folds differ', async () => {
    const otherwise = { ...second, folds: Array.from({ length: 20 }, (_, i) => (i < 5 ? 0 : 1)) };
    const { difference, caution } = await pairOf(first, otherwise);
    expect(difference!.mean).toBeCloseTo(18 / 20 - 16 / 20, 12);
    expect(caution).toContain('different folds');
  });

  it('keep groups together, and say so where none of the files names them', async () => {
    const { evaluation } = writeRun(join(tempFolder(), 'run'), first);
    const results = {
      evaluation: { ...evaluation, protocol: '2-fold cross-validation, groups kept together' },
    };
    const plain = await pairOf({ ...first, results }, { ...second, results });
    expect(plain.caution).toContain('do not say which samples belong to one group');
    const groups = Array.from({ length: 20 }, (_, i) => `g${Math.floor(i / 4)}`);
    const grouped = await pairOf({ ...first, results, groups }, { ...second, results });
    expect(grouped.caution).toBeUndefined();
    const widthOf = ({ difference }: typeof plain) => difference!.ci95[1] - difference!.ci95[0];
    expect(widthOf(grouped)).toBeGreaterThan(1.2 * widthOf(plain));
  });

  it('are nothing between equal predictions', async () => {
    const { difference } = await pairOf(first, first);
    expect(difference).toEqual({ mean: 0, ci95: [0, 0] });
  });

  it('take the order of predictions.csv for nothing', async () => {
    const order = [...Array(20).keys()].reverse();
    const reversed: MadeRun = {
      ...second,
      samples: order.map((i) => `s${i}`),
      folds: order.map((i) => i % 2),
      outcomes: { [shared]: order.map((i) => second.outcomes![shared]![i]!) },
    };
    // Sample 19 − i stands at place i, so that the classes of the two runs differ
    const { caution } = await pairOf(first, reversed);
    expect(caution).toBe(
      'There are no paired differences, as 20 tested samples have another label in the other run.',
    );
    const { difference } = await pairOf(reversed, { ...reversed, outcomes: {} });
    expect(difference!.mean).toBeCloseTo(2 / 20, 12);
  });

  it('are not made up where other samples were tested', async () => {
    const samples = Array.from({ length: 20 }, (_, i) => `s${i + 5}`);
    const { pair, caution } = await pairOf(first, { ...second, samples });
    expect(caution).toBe(
      'There are no paired differences, as they were not tested on the same samples: 20 and 20, of which 15 in both.',
    );
    expect(pair.cells.every(({ difference }) => difference === undefined)).toBe(true);
  });

  it('need predictions, and a metric that can be computed from them', async () => {
    const [a, b] = await runsOf(first, second);
    const { predictions: _, ...without } = b;
    expect(text(pairRuns(a, without, pairedInterval).caution!)).toContain('run B has no predictions.csv');
    expect(text(pairRuns(a, b, () => undefined).caution!)).toContain(
      'cannot be computed from predictions.csv',
    );
  });
});

describe('a comparison', () => {
  it('needs results.json alone, and tells the answers', async () => {
    const folders = [first, second, first].map(folderOf);
    rmSync(join(folders[1]!, 'predictions.csv'));
    const runs = folders.map((folder, i) => ({ folder, title: `run-${i}` }));
    const comparison = await compareRuns(runs, pairedInterval);
    const markdown = compareMarkdown(comparison, 'figures/compare.svg');
    expect(markdown).toContain('# A and B and C compared');
    expect(markdown).toContain('## Cell by cell: C against A');
    expect(markdown).toMatch(/\| Best cell \| layer `tower_0.*` of `mobilenet-v3-coco`/);
    expect(markdown).toContain('](figures/compare.svg)');
    expect(comparison.curves!.wide.content).toContain('B \u00b7 mobilenet-v3-coco');
  });

  it('says what is wrong with a broken run', async () => {
    const runs = [folderOf(first), tempFolder()].map((folder) => ({ folder, title: 'x' }));
    await expect(compareRuns(runs, pairedInterval)).rejects.toThrow(
      /Cannot read the results ".*" as the file must be readable/,
    );
  });
});
