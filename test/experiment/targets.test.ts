import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { encodeModel } from '../../src/graph/index.ts';
import { type Results, resultsJsonSchema } from '../../src/result/index.ts';
import { smallNet } from '../support/small-net.ts';
import { runStrataHere } from '../support/strata-here.ts';
import { writeRedness, writeTopics } from '../support/target-sets.ts';
import { tempFolder } from '../support/temp-folder.ts';

async function run(folder: string, config: readonly string[], ...more: readonly string[]) {
  writeFileSync(join(folder, 'config.yaml'), `${config.join('\n')}\n`);
  const { code, stdout, stderr } = await runStrataHere(['experiment', 'config.yaml', ...more], {
    cwd: folder,
  });
  expect(code, stderr).toBe(0);
  return stdout;
}

function resultsIn(folder: string): Results {
  const path = join(folder, 'reports', 'config', 'latest', 'results.json');
  const results: Results = JSON.parse(readFileSync(path, 'utf8'));
  const validate = new Ajv2020({ allErrors: true, validateFormats: false }).compile(resultsJsonSchema());
  expect(validate(results), JSON.stringify(validate.errors)).toBe(true);
  return results;
}

const predictionsIn = (folder: string) =>
  readFileSync(join(folder, 'reports', 'config', 'latest', 'predictions.csv'), 'utf8').split('\n');

const cellOf = ({ cells }: Results, id: string) => cells.find((cell) => cell.id === id)!;

describe('an experiment on images with numbers', () => {
  const folder = tempFolder();
  const config = [
    'dataset: {type: manifest, path: images.csv, task: regression, columns: {label: redness, group: patient}}',
    'features: [{backbone: {onnx: ./net.onnx}, layers: [stem, down]}]',
    'models: [{type: ridge-regression, alpha: [0.1, 10]}, {type: ridge-regression, alpha: 1}]',
    'evaluation: {controls: [permuted-labels], learningCurve: {sizes: [16, 24, 32, 40], cells: 1}}',
    'runtime: {threads: 1}',
  ];

  it('predicts them, and says how well in their own unit', async () => {
    await writeRedness(folder, 80);
    writeFileSync(join(folder, 'net.onnx'), encodeModel(smallNet()));
    const planned = await run(folder, config, '--dry-run');
    expect(planned).toContain('Data: 80 images with redness from ');
    expect(planned).toContain(
      'and the mean as the floor; 5-fold cross-validation, stratified, groups kept together',
    );

    await run(folder, config);
    const results = resultsIn(folder);
    const { dataset, evaluation, answer, targets } = results;
    expect(dataset).toMatchObject({ task: 'regression', nSamples: 80, targetName: 'redness' });
    expect(dataset.numbers!.mean).toBeGreaterThan(40);
    expect(dataset.numbers!.mean).toBeLessThan(60);
    expect(evaluation.tune.metric).toBe('r2');
    expect(evaluation.metrics.map(({ id }) => id)).toEqual(['r2', 'mae', 'rmse']);

    const naive = cellOf(results, 'raw-pixels + ridge-regression');
    expect(naive.metrics.r2!.mean).toBeGreaterThan(0.7);
    expect(naive.metrics.mae!.mean).toBeGreaterThan(6);
    expect(naive.metrics.mae!.mean).toBeLessThan(14);
    expect(naive.model.tuned).toHaveLength(5);
    const floor = results.cells.find(({ model }) => model.type === 'mean')!;
    expect(floor).toMatchObject({ role: 'control' });
    expect(Math.abs(floor.metrics.r2!.mean)).toBeLessThan(0.3);
    const permuted = cellOf(results, `${answer.best}, labels permuted`);
    expect(permuted.metrics.r2!.mean).toBeLessThan(0.2);
    for (const cell of results.cells) expect(cell).not.toHaveProperty('confusion');
    expect(results.learningCurve!.cells[0]!.points.map(({ trainSize }) => trainSize)).toEqual([
      16, 24, 32, 40, 64,
    ]);
    expect(answer.comparisons!.length).toBeGreaterThan(2);
    for (const { tests } of answer.comparisons!) expect(tests).not.toHaveProperty('mcnemar');
    expect(results.dataQuality).not.toHaveProperty('labelErrors');

    const [shown] = targets!.regression!;
    expect(shown).toMatchObject({ cell: answer.best, nTested: 80 });
    const rows = predictionsIn(folder);
    expect(rows[0]).toBe('cell,sample,fold,true,predicted,group');
    shown!.samples.slice(0, 5).forEach((sample, i) => {
      const line = rows.find((row) => row.startsWith(`${answer.best},${sample},`))!;
      const [actual, predicted, group] = line.split(',').slice(-3);
      expect([Number(actual), Number(predicted)]).toEqual([shown!.actual[i], shown!.predicted[i]]);
      expect(group).toBe(`patient ${Math.floor(Number.parseInt(sample, 10) / 4)}`);
    });
  }, 240_000);

  it('names file and row where a number is none', async () => {
    writeFileSync(join(folder, 'bad.csv'), 'path,redness,patient\n000.png,12,a\n001.png,much,a\n');
    writeFileSync(join(folder, 'config.yaml'), config.join('\n'));
    const { code, stderr } = await runStrataHere(
      ['experiment', 'config.yaml', '--set', 'dataset.path=bad.csv'],
      {
        cwd: folder,
      },
    );
    expect(stderr).toContain('bad.csv:3: Cannot use the row as its label must be a number: "much"');
    expect(code).toBe(3);
  }, 60_000);
});

describe('an experiment on texts with several labels', () => {
  const folder = tempFolder();
  const config = [
    'dataset: {type: text, path: texts.jsonl, task: multi-label}',
    'backbone: use-lite',
    'layer: -1',
    'models: [logistic-regression, {type: knn, k: 3}]',
    'evaluation: {folds: 3, controls: [permuted-labels]}',
    'runtime: {threads: 1}',
  ];

  it('predicts them label by label', async () => {
    writeTopics(folder, 90);
    expect(await run(folder, config)).toContain('Data: 90 texts with 3 labels (text)');
    const results = resultsIn(folder);
    const { dataset, evaluation, answer, targets } = results;
    expect(dataset).toMatchObject({
      task: 'multi-label',
      targetName: 'label',
      labelNames: ['animals', 'music', 'weather'],
    });
    expect(dataset.labelCounts).toHaveLength(3);
    expect(evaluation.tune.metric).toBe('labelAveragePrecision');

    const words = cellOf(results, 'bag-of-words + logistic-regression');
    expect(words.metrics.labelAveragePrecision!.mean).toBeGreaterThan(0.8);
    expect(words.metrics.labelMicroF1!.mean).toBeGreaterThan(0.6);
    const floor = results.cells.find(({ model }) => model.type === 'majority')!;
    expect(floor.metrics.labelAveragePrecision!.mean).toBeLessThan(0.5);
    const permuted = cellOf(results, `${answer.best}, labels permuted`);
    expect(permuted.metrics.labelAveragePrecision!.mean).toBeLessThan(0.6);
    for (const cell of results.cells) expect(cell).not.toHaveProperty('confusion');

    const [best] = targets!.multiLabel!;
    expect(best).toMatchObject({ cell: answer.best, nTested: 90 });
    expect(best!.labels.map(({ name }) => name)).toEqual(dataset.labelNames);
    expect(best!.labels.map(({ support }) => support)).toEqual(dataset.labelCounts);
    const rows = predictionsIn(folder);
    expect(rows[0]).toBe('cell,sample,fold,true,predicted,score of animals,score of music,score of weather');
    const table = readFileSync(join(folder, 'texts.jsonl'), 'utf8').split('\n');
    const [, sample, , actual] = rows.find((row) => row.startsWith(`${answer.best},row `))!.split(',');
    const { label } = JSON.parse(table[Number(sample!.slice('row '.length)) - 1]!);
    expect(actual!.split(';').filter(Boolean).sort()).toEqual(label.sort());
  }, 240_000);
});
