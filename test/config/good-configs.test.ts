import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { parse } from 'yaml';
import type { z } from 'zod';
import type { TextInput } from '../../src/backbone/index.ts';
import { configJsonSchema, loadConfig, type ResolvedConfig, resolvedToYaml } from '../../src/config/index.ts';
import type { preprocessing } from '../../src/config/preprocessing.ts';
import type { ImagePreprocessing } from '../../src/media/index.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { sampleCatalog } from './sample-catalog.ts';

const cwd = tempFolder();

async function load(text: string, overrides: readonly string[] = [], file = 'pets.yaml') {
  writeFileSync(join(cwd, file), text);
  return loadConfig(file, { catalog: sampleCatalog, overrides, cwd });
}

async function resolved(text: string, overrides: readonly string[] = []): Promise<ResolvedConfig> {
  return (await load(text, overrides)).config;
}

const simplest = `
dataset: emoji
backbone: mobilenet-v3-coco
model: svm
`;

const simplestInFull = `
name: pets
dataset: {type: emoji, maxSkipped: 0.1, perClass: 60}
features:
  - backbone: mobilenet-v3-coco
    layers: stages
    pooling: [mean]
baselines: [raw-pixels, colour-histogram]
transform: [{type: standardize}]
models:
  - {type: svm, implementation: strata}
evaluation:
  protocol: {type: auto}
  tune: {folds: 3, metric: accuracy}
  selection: nested
  controls: []
  metrics: [accuracy, balancedAccuracy, macroF1, logLoss]
report: {folder: reports, formats: [html, markdown]}
runtime: {device: cpu, threads: 0, batchSize: 32}
seed: 42
`;

const rich = `
name: flowers
dataset: {type: manifest, path: a.csv, maxSkipped: 0, delimiter: ","}
features:
  - backbone: mobilenet-v3-coco
    layers: [expanded_conv_*, -1]
    pooling: [mean, max]
  - backbone:
      onnx: ./models/net.onnx
      input: {size: [224, 224], mean: [0.5, 0.5, 0.5], std: [0.2, 0.2, 0.2], layout: nchw}
      stages: [block_1, "2"]
    layers: all
baselines: []
transform: [{type: l2, epsilon: 1e-6}, standardize]
models:
  - logistic-regression
  - {type: svm, C: [1, 10], gamma: [scale, 0.1]}
  - {type: svm, implementation: mljs}
evaluation:
  protocol: {type: holdout, testShare: 0.3}
  tune: {metric: macroF1}
  metrics: [macroF1]
report: {formats: []}
seed: 7
`;

const local = `
dataset: ./photos
backbone: models/net.onnx
layers: all
pooling: max
models: [knn, svm]
transform: l2
evaluation: {folds: 3}
`;

describe('good configs', () => {
  it('the shorthand is the full form', async () => {
    const short = await resolved(simplest);
    expect(short).toEqual(await resolved(simplestInFull));
    expect(short).toEqual({
      name: 'pets',
      dataset: { type: 'emoji', maxSkipped: 0.1, options: { perClass: 60 } },
      features: [{ backbone: 'mobilenet-v3-coco', layers: 'stages', pooling: ['mean'] }],
      baselines: ['raw-pixels', 'colour-histogram'],
      transform: [{ type: 'standardize', implementation: 'strata', params: {} }],
      models: [{ type: 'svm', implementation: 'strata', params: {}, settings: [{ C: 1, gamma: 'scale' }] }],
      evaluation: {
        protocol: { type: 'auto' },
        tune: { folds: 3, metric: 'accuracy' },
        selection: 'nested',
        controls: [],
        dataQuality: true,
        metrics: ['accuracy', 'balancedAccuracy', 'macroF1', 'logLoss'],
      },
      report: { folder: 'reports', formats: ['html', 'markdown'], explore: true },
      runtime: { device: 'cpu', threads: 0, batchSize: 32 },
      seed: 42,
    });
  });

  it('the baselines are those of what the data set holds', async () => {
    const config = await resolved('{dataset: {type: text, path: x.csv}, backbone: use-lite, model: svm}');
    expect(config.baselines).toEqual(['bag-of-words']);
  });

  it.each([
    ['{hub: Xenova/resnet-50}', { hub: 'Xenova/resnet-50' }],
    [
      '{hub: lab/net, file: net.onnx, revision: v1, stages: [a]}',
      { hub: 'lab/net', file: 'net.onnx', revision: 'v1', stages: ['a'] },
    ],
    ['{url: "https://example.org/net.onnx"}', { url: 'https://example.org/net.onnx' }],
    ['{tfjs: models/net, input: {size: [96, 96]}}', { tfjs: 'models/net', input: { size: [96, 96] } }],
  ])('a backbone may be %s', async (text, backbone) => {
    const { features } = await resolved(simplest.replace('mobilenet-v3-coco', text));
    expect(features).toEqual([{ backbone, layers: 'stages', pooling: ['mean'] }]);
  });

  it('a network may stand with its trained weights, with random ones, and on another runtime', async () => {
    const text = simplest.replace(
      'backbone: mobilenet-v3-coco',
      `features:
  - {backbone: mobilenet-v3-coco}
  - {backbone: mobilenet-v3-coco, weights: random}
  - {backbone: {tfjs: models/net}, runtime: tfjs}
runtime: {device: auto}`,
    );
    const { features, runtime } = await resolved(text);
    expect(features).toEqual([
      { backbone: 'mobilenet-v3-coco', layers: 'stages', pooling: ['mean'] },
      { backbone: 'mobilenet-v3-coco', layers: 'stages', pooling: ['mean'], weights: 'random' },
      { backbone: { tfjs: 'models/net' }, layers: 'stages', pooling: ['mean'], runtime: 'tfjs' },
    ]);
    expect(runtime.device).toBe('auto');
  });

  it('a path is a folder of images, and a .onnx file is a backbone', async () => {
    const config = await resolved(local);
    expect(config.dataset).toEqual({ type: 'image-folder', maxSkipped: 0.1, options: { path: './photos' } });
    expect(config.features).toEqual([
      { backbone: { onnx: 'models/net.onnx' }, layers: 'all', pooling: ['max'] },
    ]);
    expect(config.transform).toEqual([{ type: 'l2', implementation: 'strata', params: { epsilon: 1e-12 } }]);
    expect(config.evaluation.protocol).toEqual({ type: 'k-fold', folds: 3, repeats: 1 });
  });

  it.each([
    ['..', '..'],
    ['photos/pets', 'photos/pets'],
    ['/data/pets', '/data/pets'],
    ['C:\\pets', 'C:\\pets'],
  ])('dataset: %s', async (given, path) => {
    const { dataset } = await resolved(simplest.replace('emoji', given));
    expect(dataset).toMatchObject({ type: 'image-folder', options: { path } });
  });

  it.each([
    ['layer: conv_3', ['conv_3']],
    ['layer: -1', [-1]],
    ['layer: all', 'all'],
    ['layers: conv_*', ['conv_*']],
    ['layers: [conv_1, -2]', ['conv_1', -2]],
  ])('%s', async (line, layers) => {
    expect((await resolved(`${simplest}${line}\n`)).features[0]!.layers).toEqual(layers);
  });

  it('lists of hyper-parameters give every combination, with defaults filled in', async () => {
    const { models } = await resolved(rich);
    expect(models[1]).toEqual({
      type: 'svm',
      implementation: 'strata',
      params: { C: [1, 10], gamma: ['scale', 0.1] },
      settings: [
        { C: 1, gamma: 'scale' },
        { C: 1, gamma: 0.1 },
        { C: 10, gamma: 'scale' },
        { C: 10, gamma: 0.1 },
      ],
    });
    expect(models[2]).toMatchObject({ implementation: 'mljs', settings: [{ C: 1, gamma: 'scale' }] });
  });

  it.each([
    ['[0.4, 0.6]', [[0.4, 0.6]]],
    ['[uniform, [0.4, 0.6]]', ['uniform', [0.4, 0.6]]],
    ['[[0.4, 0.6]]', [[0.4, 0.6]]],
  ])('a parameter that takes a list: %s', async (priors, searched) => {
    const { models } = await resolved(simplest.replace('svm', `{type: naive-bayes, priors: ${priors}}`));
    expect(models[0]!.settings).toEqual(searched.map((value) => ({ priors: value })));
  });

  it('folds may stand beside protocol: k-fold', async () => {
    const { evaluation } = await resolved(`${simplest}evaluation: {protocol: k-fold, folds: 10}`);
    expect(evaluation.protocol).toEqual({ type: 'k-fold', folds: 10, repeats: 1 });
  });

  it('anchors may be shared', async () => {
    const { features } = await resolved(
      'dataset: emoji\nmodel: svm\nfeatures:\n  - {backbone: mobilenet-v3-coco, layers: &l [a, b]}\n  - {backbone: mobilenet-v2-pose, layers: *l}\n',
    );
    expect(features[1]!.layers).toEqual(['a', 'b']);
  });

  it.each([
    ['simplest', simplest],
    ['rich', rich],
    ['local', local],
    ['awkward strings', simplest.replace('emoji', '"./yes: #1\\n \u{1f600}"').concat('name: "on"\n')],
  ])('%s: the resolved YAML loads to the same config', async (_, text) => {
    const config = await resolved(text);
    const { config: again } = await load(resolvedToYaml(config), [], 'config.resolved.yaml');
    expect(again).toEqual(config);
  });
});

describe('overrides', () => {
  it('set values in mappings and lists, and make mappings on the way', async () => {
    const config = await resolved(rich, [
      'dataset.path=other folder/b.csv',
      'models.1.C=[0.1, 1]',
      'features.0.layers=stages',
      'evaluation.tune.folds=4',
      'runtime.threads=1',
      'seed=8',
      'seed=9',
    ]);
    expect(config.dataset.options).toMatchObject({ path: 'other folder/b.csv' });
    expect(config.models[1]!.params).toEqual({ C: [0.1, 1], gamma: ['scale', 0.1] });
    expect(config.features[0]!.layers).toBe('stages');
    expect(config.evaluation.tune).toEqual({ folds: 4, metric: 'macroF1' });
    expect(config).toMatchObject({ runtime: { threads: 1, batchSize: 32 }, seed: 9 });
  });

  it('spell out the shorthand they reach into', async () => {
    const config = await resolved(local, [
      'dataset.maxSkipped=0.5',
      'models.1.C=10',
      'transform.epsilon=0.1',
    ]);
    expect(config.dataset).toEqual({ type: 'image-folder', maxSkipped: 0.5, options: { path: './photos' } });
    expect(config.models[1]).toMatchObject({ type: 'svm', params: { C: 10 } });
    expect(config.transform).toEqual([{ type: 'l2', implementation: 'strata', params: { epsilon: 0.1 } }]);
  });

  it('a value may hold an equals sign', async () => {
    const config = await resolved(local, ['dataset=./a=b']);
    expect(config.dataset.options).toEqual({ path: './a=b' });
  });
});

describe('source', () => {
  it('leads from a path to the file or the override', async () => {
    const { source } = await load(rich, ['seed=8']);
    expect(source.locate(['features', 0, 'layers', 1])).toEqual({ file: 'pets.yaml', line: 6, column: 31 });
    expect(source.locate(['models', 1, 'C'], 'key')).toEqual({ file: 'pets.yaml', line: 17, column: 17 });
    expect(source.locate(['seed'])).toEqual({ file: '--set seed=8' });
    expect(source.locate(['runtime', 'threads'])).toEqual({ file: 'pets.yaml' });
    expect(source.overrides).toEqual(['seed=8']);
  });
});

describe('JSON Schema', () => {
  const schema = configJsonSchema(sampleCatalog);
  const validate = new Ajv2020({ allErrors: true }).compile(schema);
  const accepts = (text: string) => validate(parse(text));

  it.each([
    ['simplest', simplest],
    ['simplest in full', simplestInFull],
    ['rich', rich],
    ['local', local],
  ])('accepts %s', (_, text) => {
    expect(accepts(text), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each([
    ['unknown key', `${simplest}modles: [svm]`],
    ['unknown backbone', simplest.replace('v3', 'v4')],
    ['unknown hyper-parameter', simplest.replace('svm', '{type: svm, gama: 1}')],
    ['negative C in a list', simplest.replace('svm', '{type: svm, C: [1, -1]}')],
    ['model and models', `${simplest}models: [knn]`],
    ['backbone and features', `${simplest}features: []`],
    ['no model', 'dataset: emoji\nbackbone: mobilenet-v3-coco\n'],
    ['pooling without backbone', 'dataset: emoji\nfeatures: []\nmodel: svm\npooling: max\n'],
  ])('refuses %s', (_, text) => {
    expect(accepts(text)).toBe(false);
  });

  it('tells editors summaries and defaults, and that paths start from the working directory', () => {
    const text = JSON.stringify(schema);
    expect(text).toContain('MobileNetV3 trained on COCO');
    expect(text).toContain('Inverse strength of the regularisation');
    expect(text).toContain('start from the working directory');
    expect(text).toContain('"default":"scale"');
    expect(text).not.toContain(String(Number.MAX_SAFE_INTEGER));
  });
});

it('`input` takes the fields of images and of texts, and all of them', () => {
  type Filled<T> = { readonly [Field in keyof T]-?: NonNullable<T[Field]> };
  type Given = Filled<z.output<typeof preprocessing>>;
  expectTypeOf<Given>().toExtend<Filled<ImagePreprocessing & TextInput>>();
  expectTypeOf<keyof Given>().toEqualTypeOf<keyof ImagePreprocessing | keyof TextInput>();
});
