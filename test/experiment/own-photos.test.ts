import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Results } from '../../src/result/index.ts';
import { tiedWithNoise } from '../support/noise-cells.ts';
import { writePhotos } from '../support/photos.ts';
import { runStrataHere } from '../support/strata-here.ts';
import { tempFolder } from '../support/temp-folder.ts';

const config = fileURLToPath(new URL('../../experiments/configs/own-photos.yaml', import.meta.url));
const assets = process.env.STRATA_ASSETS;

const reportOf = (folder: string) => join(folder, 'reports', 'own-photos', 'latest');

async function run(overrides: readonly string[], folder = tempFolder()): Promise<Results> {
  const { code, stderr } = await runStrataHere(
    ['experiment', config, ...overrides.flatMap((override) => ['--set', override])],
    { cwd: folder },
  );
  expect(code, stderr).toBe(0);
  return JSON.parse(readFileSync(join(reportOf(folder), 'results.json'), 'utf8'));
}

const bestOf = ({ cells }: Results, model: string) =>
  Math.max(
    ...cells
      .filter((cell) => cell.role === 'candidate' && cell.model.type === model)
      .map(({ metrics }) => metrics.accuracy!.mean),
  );

/** What keeps a run short whose models and page are not looked at: the first model, another, and no page to dig in. */
const short = [
  'models=[{type: logistic-regression, C: [0.001, 0.01, 0.1]}, nearest-centroid]',
  'report.explore=false',
  'runtime.threads=1',
];

describe('experiments/configs/own-photos.yaml with one line changed', () => {
  it('runs on a folder with a folder per class', async () => {
    const photos = tempFolder();
    await writePhotos(photos, ['green', 'red'], 12);
    const results = await run([`dataset.path=${photos}`, 'report.explore=false', 'runtime.threads=1']);
    expect(results.dataset).toMatchObject({ nSamples: 24, classNames: ['green', 'red'], path: photos });
    expect(results.evaluation.protocol).toBe('5-fold cross-validation, stratified');
  });

  it('says what it would do under --dry-run, and leaves nothing behind', async () => {
    const photos = tempFolder();
    await writePhotos(photos, ['green', 'red'], 12);
    const cwd = tempFolder();
    const settings = [
      `dataset.path=${photos}`,
      'evaluation.learningCurve.sizes=[4, 8]',
      'evaluation.controls=[permuted-labels]',
      'evaluation.prune={}',
    ];
    const { code, stdout } = await runStrataHere(
      ['experiment', config, '--dry-run', ...settings.flatMap((setting) => ['--set', setting])],
      { cwd },
    );
    expect(code).toBe(0);
    expect(stdout).toContain('To extract: 24 images');
    expect(stdout).toContain('To evaluate: at most 51 cells of 51');
    expect(stdout).toContain('the learning curve with 4, 8 of 19 training samples: 30 fits');
    const planned = stdout.split('\n').map((line) => line.replace(/[:;].*/, ''));
    for (const part of ['Pruning', 'Selection', 'Learning curve', 'Control', 'Data quality']) {
      expect(planned).toContain(part);
    }
    expect(readdirSync(cwd)).toEqual([]);
  });

  it.skipIf(assets === undefined)('finds the split of ants and bees by itself', async () => {
    const cwd = tempFolder();
    const results = await run([`dataset.path=${join(assets!, 'images', 'hymenoptera')}`, ...short], cwd);
    expect(results.evaluation.protocol).toBe("the data set's own train/val split");
    const accuracy = new Map(
      results.cells
        .filter(({ model }) => model.type === 'logistic-regression')
        .map(({ feature, metrics }) => [feature.layer ?? feature.id, metrics.accuracy!.mean]),
    );
    expect(accuracy.get('extern1/hard_swish/mul_1')).toBeGreaterThan(accuracy.get('raw-pixels')! + 0.1);
    const tied = await tiedWithNoise(results, join(reportOf(cwd), 'predictions.csv'));
    expect(tied).toContain(results.answer.best);
    expect(tied.filter((id) => id.startsWith('noise'))).toEqual([]);
  });

  it.skipIf(assets === undefined)('reaches 0.90 with a local ONNX file as the backbone', async () => {
    const onnx = join(assets!, 'models', 'mobilenet-v2-035-imagenet.onnx');
    const results = await run([
      `dataset.path=${join(assets!, 'images', 'hymenoptera')}`,
      `features.0.backbone={onnx: ${onnx}, input: {mean: [127.5, 127.5, 127.5], std: [127.5, 127.5, 127.5]}}`,
      ...short,
    ]);
    expect(bestOf(results, 'logistic-regression')).toBeGreaterThanOrEqual(0.9);
  });
});
