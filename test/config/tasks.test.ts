import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig, resolvedToYaml } from '../../src/config/index.ts';
import { messageOf } from '../../src/core/index.ts';
import { catalog } from '../../src/experiment/catalog.ts';
import { tempFolder } from '../support/temp-folder.ts';

const cwd = tempFolder();

function load(lines: readonly string[]) {
  writeFileSync(join(cwd, 'task.yaml'), lines.join('\n'));
  return loadConfig('task.yaml', { catalog: catalog(), cwd });
}

const dataset = (task: string) => `dataset: {type: text, path: a.csv, task: ${task}}`;

const configFor = (task: string, ...lines: readonly string[]) => [
  dataset(task),
  'backbone: use-lite',
  ...lines,
];

describe('a config without metrics', () => {
  it.each([
    ['regression', 'ridge-regression', 'r2', ['r2', 'mae', 'rmse']],
    [
      'multi-label',
      'logistic-regression',
      'labelAveragePrecision',
      ['labelAveragePrecision', 'labelMicroF1', 'labelMacroF1', 'subsetAccuracy', 'hammingLoss'],
    ],
    [
      'classification',
      'svm',
      'accuracy',
      ['accuracy', 'balancedAccuracy', 'macroF1', 'rocAuc', 'logLoss', 'ece', 'brier', 'ari', 'nmi'],
    ],
  ])('takes the usual ones of %s', async (task, model, deciding, metrics) => {
    const { config } = await load(configFor(task, `model: ${model}`));
    expect(config.evaluation.tune.metric).toBe(deciding);
    expect(config.evaluation.metrics).toEqual(metrics);
    expect(config.dataset.options).toMatchObject({ task, labelSeparator: ';' });
  });

  it('comes back the same from its resolved form', async () => {
    const { config } = await load(configFor('regression', 'model: {type: ridge-regression, alpha: [1, 2]}'));
    expect((await load([resolvedToYaml(config)])).config).toEqual({ ...config, name: 'task' });
  });
});

const holdsNumbers = 'the data set holds numbers';
const holdsLabels = 'the data set holds sets of labels';

const refused: readonly [name: string, lines: readonly string[], message: string][] = [
  [
    'an unknown task',
    configFor('regresion', 'model: svm'),
    'task.yaml:1:42: Cannot use dataset.task as it must be "classification" or "regression" or "multi-label": got "regresion"',
  ],
  [
    'a task of a data set that has classes',
    ['dataset: {type: emoji, task: regression}', 'backbone: mobilenet-v3-coco', 'model: svm'],
    'task.yaml:1:24: Cannot use key "task": it must be one of "type", "maxSkipped", ',
  ],
  [
    'a classifier of numbers',
    configFor('regression', 'models: [ridge-regression, svm]'),
    `task.yaml:3:28: Cannot use model "svm" as it predicts classes: ${holdsNumbers}, use one of "ridge-regression"`,
  ],
  [
    'a regressor of classes',
    configFor('classification', 'model: ridge-regression'),
    'task.yaml:3:8: Cannot use model "ridge-regression" as it predicts numbers: the data set holds classes, use one of "logistic-regression", "linear-svm", "ridge-classifier"',
  ],
  [
    'a regressor of labels',
    configFor('multi-label', 'model: mean'),
    `task.yaml:3:8: Cannot use model "mean" as it predicts numbers: ${holdsLabels}, use one of "logistic-regression"`,
  ],
  [
    'a classifier of labels without probabilities',
    configFor('multi-label', 'model: linear-svm'),
    'task.yaml:3:8: Cannot use model "linear-svm" as it gives no probabilities, which say whether a sample has a label: use "logistic-regression"',
  ],
  [
    'a setting without probabilities among several',
    configFor('multi-label', 'model: {type: svm, probability: [platt, none]}'),
    'task.yaml:3:8: Cannot use model "svm" as it gives no probabilities, which say whether a sample has a label: set `probability` to platt or isotonic',
  ],
  [
    'clusters of labels',
    configFor('multi-label', 'model: k-means'),
    'task.yaml:3:8: Cannot use model "k-means" as it looks for clusters and not for labels: use "knn"',
  ],
  [
    'a metric of classes',
    configFor('regression', 'model: ridge-regression', 'evaluation: {metrics: [mae, accuracy]}'),
    `task.yaml:4:29: Cannot use metric "accuracy" as it judges classes: ${holdsNumbers}, use one of r2, mae, rmse`,
  ],
  [
    'a metric of numbers that decides',
    configFor('multi-label', 'model: knn', 'evaluation: {tune: {metric: r2}}'),
    `task.yaml:4:29: Cannot use metric "r2" as it judges numbers: ${holdsLabels}, use one of labelAveragePrecision`,
  ],
  [
    'few shots of numbers',
    configFor('regression', 'model: ridge-regression', 'evaluation: {protocol: few-shot}'),
    `task.yaml:4:24: Cannot use protocol "few-shot" as it draws some samples of every class: ${holdsNumbers}`,
  ],
  [
    'a preset',
    configFor('multi-label', 'preset: clip-a3'),
    `task.yaml:3:9: Cannot use preset "clip-a3" as it is a protocol for classes: ${holdsLabels}`,
  ],
];

describe('a config is refused for', () => {
  it.each(refused)('%s', async (_, lines, message) => {
    const error = await load(lines).then(() => 'loaded', messageOf);
    expect(error.slice(0, message.length)).toBe(message);
  });
});
