import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findConfig, loadConfig } from '../../src/config/index.ts';
import { ConfigError } from '../../src/core/index.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { sampleCatalog } from './sample-catalog.ts';

const cwd = tempFolder();

/** The message for a config file of these lines. */
async function messageFor(lines: readonly string[], overrides: readonly string[] = []): Promise<string> {
  writeFileSync(join(cwd, 'pets.yaml'), lines.join('\n'));
  return loadConfig('pets.yaml', { catalog: sampleCatalog, overrides, cwd }).then(
    ({ config }) => expect.fail(`loaded: ${JSON.stringify(config)}`),
    (error) => {
      expect(error).toBeInstanceOf(ConfigError);
      return error.message;
    },
  );
}

const start = ['dataset: emoji', 'backbone: mobilenet-v3-coco'];
const good = [...start, 'model: svm'];

interface BadConfig {
  readonly name: string;
  readonly lines: readonly string[];
  readonly set?: readonly string[];
  readonly message: string;
}

const table: readonly BadConfig[] = [
  {
    name: 'unknown key',
    lines: [...start, 'modles: [svm]'],
    message: 'pets.yaml:3:1: Cannot use key "modles": did you mean "models"',
  },
  {
    name: 'unknown key far from any',
    lines: ['dataset: {type: emoji, zzzzzzzzz: 1}', 'backbone: mobilenet-v3-coco', 'model: svm'],
    message: 'pets.yaml:1:24: Cannot use key "zzzzzzzzz": it must be one of "type", "maxSkipped", "perClass"',
  },
  {
    name: 'unknown hyper-parameter',
    lines: [...start, 'models:', '  - type: svm', '    gama: 1'],
    message: 'pets.yaml:5:5: Cannot use key "gama": did you mean "gamma"',
  },
  {
    name: 'prototype key',
    lines: [...good, '__proto__: {}'],
    message:
      'pets.yaml:4:1: Cannot use key "__proto__": it must be one of "name", "dataset", "features", "backbone", "layers", "layer", "pooling", "baselines", "preset", "models", "model", "transform", "evaluation", "report", "runtime", "seed"',
  },
  {
    name: 'duplicate key',
    lines: [...good, 'dataset: ./photos'],
    message:
      'pets.yaml:4:1: Cannot use key "dataset" as a mapping must hold it only once: this is the second',
  },
  {
    name: 'tab',
    lines: ['dataset:', '\ttype: emoji'],
    message:
      'pets.yaml:2:1: Cannot read the config as it must be valid YAML: this line is indented with a tab, and only spaces may indent',
  },
  {
    name: 'syntax error',
    lines: ['dataset: emoji', 'models: [svm, knn', 'seed: 1'],
    message:
      'pets.yaml:3:1: Cannot read the config as it must be valid YAML: flow sequence in block collection must be sufficiently indented and end with a ]',
  },
  {
    name: 'two documents',
    lines: [...good, '---', 'seed: 1'],
    message: 'pets.yaml:4:1: Cannot read the config as it must be valid YAML: a second document starts here',
  },
  {
    name: 'unknown tag',
    lines: [...good, 'seed: !int64 7'],
    message: 'pets.yaml:4:7: Cannot read the config as it must be valid YAML: unresolved tag: !int64',
  },
  {
    name: 'unresolved alias',
    lines: ['dataset: *none'],
    message:
      'pets.yaml: Cannot read the config as it must be valid YAML: Unresolved alias (the anchor must be set before the alias): none',
  },
  { name: 'empty file', lines: [''], message: 'pets.yaml: Cannot use the config as it must not be empty' },
  {
    name: 'a list',
    lines: ['# models', '- svm'],
    message: 'pets.yaml:2:1: Cannot use the config as it must be a mapping of keys to values: it is a list',
  },
  {
    name: 'a scalar',
    lines: ['emoji'],
    message:
      'pets.yaml:1:1: Cannot use the config as it must be a mapping of keys to values: it is a single value',
  },
  {
    name: 'unknown backbone',
    lines: ['dataset: emoji', 'model: svm', 'backbone: mobilenet-v4-coco'],
    message: 'pets.yaml:3:11: Cannot find backbone "mobilenet-v4-coco": did you mean "mobilenet-v3-coco"',
  },
  {
    name: 'backbone for images on texts',
    lines: ['dataset: {type: text, path: x.csv}', 'model: svm', 'backbone: mobilenet-v3-coco'],
    message:
      'pets.yaml:3:11: Cannot use backbone "mobilenet-v3-coco" as it takes images: the data set holds texts',
  },
  {
    name: 'backbone for texts on images, baseline too',
    lines: [
      'dataset: emoji',
      'model: svm',
      'features: [{backbone: use-lite}]',
      'baselines: [raw-pixels, bag-of-words]',
    ],
    message: [
      'pets.yaml:3:23: Cannot use backbone "use-lite" as it takes texts: the data set holds images',
      'also: pets.yaml:4:25: Cannot use baseline "bag-of-words" as it takes texts: the data set holds images',
    ].join('\n'),
  },
  {
    name: 'unknown model',
    lines: [...start, 'models: [svm, logistic-regresion]'],
    message: 'pets.yaml:3:15: Cannot find model "logistic-regresion": did you mean "logistic-regression"',
  },
  {
    name: 'unknown model in full form',
    lines: [...start, 'models:', '  - {C: 1, type: smv}'],
    message: 'pets.yaml:4:18: Cannot find model "smv": did you mean "svm"',
  },
  {
    name: 'unknown metric',
    lines: [...good, 'evaluation: {metrics: [acuracy]}'],
    message: 'pets.yaml:4:24: Cannot find metric "acuracy": did you mean "accuracy"',
  },
  {
    name: 'unknown data set',
    lines: ['dataset: emoij', 'backbone: mobilenet-v3-coco', 'model: svm'],
    message: 'pets.yaml:1:10: Cannot find data set "emoij": did you mean "emoji"',
  },
  {
    name: 'unknown protocol',
    lines: [...good, 'evaluation:', '  protocol: kfold'],
    message: 'pets.yaml:5:13: Cannot find protocol "kfold": did you mean "k-fold"',
  },
  {
    name: 'unknown choice of a hyper-parameter',
    lines: [...start, 'model: {type: svm, gamma: skale}'],
    message: 'pets.yaml:3:27: Cannot use model.gamma as it must be "scale" or "auto": got "skale"',
  },
  {
    name: 'unknown implementation',
    lines: [...start, 'models: [{type: svm, implementation: mlsj}]'],
    message:
      'pets.yaml:3:38: Cannot use models.0.implementation as it must be "strata" or "mljs": got "mlsj"',
  },
  {
    name: 'negative C',
    lines: [...start, 'models:', '  - type: svm', '    C: -1'],
    message: 'pets.yaml:5:8: Cannot use models.0.C as it must be greater than 0: got -1',
  },
  {
    name: 'negative C in a list',
    lines: [...start, 'models:', '  - type: svm', '    C: [1, -10]'],
    message: 'pets.yaml:5:12: Cannot use models.0.C.1 as it must be greater than 0: got -10',
  },
  {
    name: 'the same value twice',
    lines: [...start, 'model: {type: svm, C: [1, 10, 1]}'],
    message: 'pets.yaml:3:31: Cannot use model.C.2 as it must not stand twice in the list: got 1',
  },
  {
    name: 'values that do not go together',
    lines: [...start, 'model: {type: svm, C: [1, 1000], gamma: [scale, auto]}'],
    message: 'pets.yaml:3:49: Cannot use model.gamma.1 as it must be a number for C of 1000: got "auto"',
  },
  {
    name: "a data set's own rule",
    lines: [
      'dataset: {type: manifest, path: a.tsv, delimiter: ","}',
      'backbone: mobilenet-v3-coco',
      'model: svm',
    ],
    message: 'pets.yaml:1:51: Cannot use dataset.delimiter as it must be tab for a .tsv file: got ","',
  },
  {
    name: 'wrong type',
    lines: [...good, 'seed: seven'],
    message: 'pets.yaml:4:7: Cannot use seed as it must be a number: got "seven"',
  },
  {
    name: 'fraction for a whole number',
    lines: [...start, 'model: {type: knn, k: 2.5}'],
    message: 'pets.yaml:3:23: Cannot use model.k as it must be a whole number: got 2.5',
  },
  {
    name: 'wrong type for a hyper-parameter',
    lines: [...start, 'model: {type: knn, k: many}'],
    message: 'pets.yaml:3:23: Cannot use model.k as it must be a number or a list: got "many"',
  },
  {
    name: 'key without a value',
    lines: [...start, 'model:'],
    message:
      'pets.yaml:3:7: Cannot use model as it must be "logistic-regression" or "svm" or "naive-bayes" or "knn" or a mapping: got nothing',
  },
  {
    name: 'positive layer index',
    lines: [...good, 'layers: [3]'],
    message: 'pets.yaml:4:10: Cannot use layers.0 as it must be at most -1: got 3',
  },
  {
    name: 'backbone and features',
    lines: [...good, 'features: [{backbone: mobilenet-v3-coco}]'],
    message: 'pets.yaml:2:1: Cannot use key "backbone" beside "features": keep one of them',
  },
  {
    name: 'model and models',
    lines: [...good, 'models: [knn]'],
    message: 'pets.yaml:3:1: Cannot use key "model" beside "models": keep one of them',
  },
  {
    name: 'layer and layers',
    lines: [...good, 'layers: all', 'layer: -1'],
    message: 'pets.yaml:5:1: Cannot use key "layer" beside "layers": keep one of them',
  },
  {
    name: 'pooling beside features',
    lines: ['dataset: emoji', 'features: [{backbone: mobilenet-v3-coco}]', 'pooling: max', 'model: svm'],
    message: 'pets.yaml:3:1: Cannot use key "pooling" beside "features": write it inside',
  },
  {
    name: 'folds with holdout',
    lines: [...good, 'evaluation: {protocol: holdout, folds: 5}'],
    message: 'pets.yaml:4:33: Cannot use key "folds" as it goes with protocol "k-fold" alone: got "holdout"',
  },
  {
    name: 'folds beside a full protocol',
    lines: [...good, 'evaluation: {protocol: {type: k-fold}, folds: 5}'],
    message:
      'pets.yaml:4:40: Cannot use key "folds" beside a protocol with fields of its own: write it there',
  },
  {
    name: 'unknown selection',
    lines: [...start, 'evaluation: {selection: nestd}'],
    message: 'pets.yaml:3:25: Cannot find selection "nestd": did you mean "nested"',
  },
  {
    name: 'unknown control',
    lines: [...start, 'evaluation: {controls: [permuted-label]}'],
    message: 'pets.yaml:3:25: Cannot find control "permuted-label": did you mean "permuted-labels"',
  },
  {
    name: 'unknown preset',
    lines: [...start, 'preset: clip-a2'],
    message: 'pets.yaml:3:9: Cannot find preset "clip-a2": did you mean "clip-a3"',
  },
  {
    name: 'models and transform beside a preset',
    lines: [...start, 'preset: clip-a3', 'transform: [l2]', 'model: svm'],
    message: [
      'pets.yaml:4:1: Cannot use key "transform" beside "preset": "clip-a3" decides it, keep one of them',
      'also: pets.yaml:5:1: Cannot use key "model" beside "preset": "clip-a3" decides it, keep one of them',
    ].join('\n'),
  },
  {
    name: '--set of a model beside a preset',
    lines: [...start, 'preset: clip-a3'],
    set: ['models=[svm]'],
    message:
      '--set models=[svm]: Cannot use key "models" beside "preset": "clip-a3" decides it, keep one of them',
  },
  {
    name: 'an evaluation that is wrong beside a preset',
    lines: [...start, 'preset: clip-a3', 'evaluation: {tune: {fold: 5}}'],
    message: 'pets.yaml:4:21: Cannot use key "fold": did you mean "folds"',
  },
  {
    name: 'shots of few-shot',
    lines: [...good, 'evaluation: {protocol: {type: few-shot, perClass: 0}}'],
    message: 'pets.yaml:4:51: Cannot use evaluation.protocol.perClass as it must be at least 1: got 0',
  },
  {
    name: 'unknown field of few-shot',
    lines: [...good, 'evaluation: {protocol: {type: few-shot, perclass: 4}}'],
    message: 'pets.yaml:4:41: Cannot use key "perclass": did you mean "perClass"',
  },
  {
    name: 'field of a protocol without fields',
    lines: [...good, 'evaluation: {protocol: {type: leave-one-group-out, folds: 3}}'],
    message: 'pets.yaml:4:52: Cannot use key "folds": it must be one of "type"',
  },
  {
    name: 'share of a learning curve',
    lines: [...good, 'evaluation: {learningCurve: {shares: [0.5, 1]}}'],
    message: 'pets.yaml:4:44: Cannot use evaluation.learningCurve.shares.1 as it must be less than 1: got 1',
  },
  {
    name: 'sizes and shares of a learning curve',
    lines: [...good, 'evaluation: {learningCurve: {shares: [0.5], sizes: [100]}}'],
    message: 'pets.yaml:4:52: Cannot use key "sizes" beside "shares": keep one of them',
  },
  {
    name: 'unknown score to prune by',
    lines: [...good, 'evaluation: {prune: {score: logm}}'],
    message: 'pets.yaml:4:29: Cannot find transferability score "logm": did you mean "logme"',
  },
  {
    name: 'gap of pruning beyond the range',
    lines: [...good, 'evaluation: {prune: {gap: 50}}'],
    message: 'pets.yaml:4:27: Cannot use evaluation.prune.gap as it must be at most 1: got 50',
  },
  {
    name: 'unknown key of pruning',
    lines: [...good, 'evaluation: {prune: {kep: 2}}'],
    message: 'pets.yaml:4:22: Cannot use key "kep": did you mean "keep"',
  },
  {
    name: 'data quality that is neither on nor off',
    lines: [...good, 'evaluation: {dataQuality: some}'],
    message: 'pets.yaml:4:27: Cannot use evaluation.dataQuality as it must be true or false: got "some"',
  },
  {
    name: 'learning curve that is neither on nor off',
    lines: [...good, 'evaluation: {learningCurve: yes please}'],
    message:
      'pets.yaml:4:29: Cannot use evaluation.learningCurve as it must be true or false or a mapping: got "yes please"',
  },
  {
    name: 'the same model twice',
    lines: [...start, 'models:', '  - svm', '  - {type: svm, C: 1}'],
    message:
      'pets.yaml:5:5: Cannot use models.1 as every model must differ from the others: it equals models.0',
  },
  {
    name: 'no model',
    lines: start,
    message:
      'pets.yaml: Cannot use the config as its key "models" or "model" is required: it holds only "dataset", "backbone"',
  },
  {
    name: 'no backbone',
    lines: ['dataset: emoji', 'model: svm'],
    message:
      'pets.yaml: Cannot use the config as its key "features" or "backbone" is required: it holds only "dataset", "model"',
  },
  {
    name: 'no data set',
    lines: ['backbone: mobilenet-v3-coco', 'model: svm'],
    message:
      'pets.yaml: Cannot use the config as its key "dataset" is required: it holds only "backbone", "model"',
  },
  {
    name: 'data set without its path',
    lines: ['backbone: mobilenet-v3-coco', 'dataset: {type: image-folder}', 'model: svm'],
    message: 'pets.yaml:2:10: Cannot use dataset as its key "path" is required: it holds only "type"',
  },
  {
    name: 'data set that needs more than its id',
    lines: ['dataset: image-folder', 'backbone: mobilenet-v3-coco', 'model: svm'],
    message: 'pets.yaml:1:10: Cannot use dataset as its key "path" is required: got "image-folder"',
  },
  {
    name: 'model without type',
    lines: [...start, 'models: [{C: 1}]'],
    message: 'pets.yaml:3:10: Cannot use models.0 as its key "type" is required: it holds only "C"',
  },
  {
    name: 'nothing to compare',
    lines: ['dataset: emoji', 'features: []', 'baselines: []', 'model: svm'],
    message:
      'pets.yaml:2:11: Cannot use the config as there must be features to compare: "features" and "baselines" are empty',
  },
  {
    name: 'no models in the list',
    lines: [...start, 'models: []'],
    message: 'pets.yaml:3:9: Cannot use models as it must have at least 1 item: got []',
  },
  {
    name: 'name that is no folder name',
    lines: [...good, 'name: a/b'],
    message: 'pets.yaml:4:7: Cannot use name as it must be usable as the name of a folder: got "a/b"',
  },
  {
    name: 'preprocessing of a local network',
    lines: [
      'dataset: emoji',
      'backbone: {onnx: a.onnx, input: {size: [224], mena: [0, 0, 0]}}',
      'model: svm',
    ],
    message: [
      'pets.yaml:2:40: Cannot use backbone.input.size as it must have at least 2 items: got [224]',
      'also: pets.yaml:2:47: Cannot use key "mena": did you mean "mean"',
    ].join('\n'),
  },
  {
    name: 'backbone with two sources',
    lines: ['dataset: emoji', 'backbone: {onnx: a.onnx, hub: lab/net}', 'model: svm'],
    message: 'pets.yaml:2:31: Cannot use key "hub" beside "onnx": keep one of them',
  },
  {
    name: 'backbone without a source',
    lines: ['dataset: emoji', 'backbone: {file: a.onnx}', 'model: svm'],
    message:
      'pets.yaml:2:11: Cannot use backbone as it must say where the graph is: one of "onnx", "tfjs", "hub", "url": got {"file":"a.onnx"}',
  },
  {
    name: 'revision of a file',
    lines: ['dataset: emoji', 'backbone: {onnx: a.onnx, revision: main}', 'model: svm'],
    message: 'pets.yaml:2:36: Cannot use key "revision" without "hub": "onnx" names the file itself',
  },
  {
    name: 'repository without its owner',
    lines: ['dataset: emoji', 'backbone: {hub: resnet-50}', 'model: svm'],
    message:
      'pets.yaml:2:17: Cannot use backbone.hub as it must be a repository of the Hugging Face hub, as org/name: got "resnet-50"',
  },
  {
    name: 'address that is not https',
    lines: ['dataset: emoji', 'backbone: {url: "http://example.org/a.onnx"}', 'model: svm'],
    message:
      'pets.yaml:2:17: Cannot use backbone.url as it must be an address that starts with https://: got "http://example.org/a.onnx"',
  },
  {
    name: 'several mistakes, in the order of the file',
    lines: ['seed: -1', 'datset: emoji', 'backbone: resnet', 'models: [svm]'],
    message: [
      'pets.yaml:1:7: Cannot use seed as it must be at least 0: got -1',
      'also: pets.yaml:2:1: Cannot use key "datset": did you mean "dataset"',
      'also: pets.yaml:3:11: Cannot find backbone "resnet": it must be one of "mobilenet-v3-coco", "mobilenet-v2-pose", "use-lite"',
    ].join('\n'),
  },
  {
    name: 'value behind an alias',
    lines: [...start, 'models:', '  - &one {type: svm, C: -1}', '  - *one'],
    message: [
      'pets.yaml:4:25: Cannot use models.0.C as it must be greater than 0: got -1',
      'also: pets.yaml:4:25: Cannot use models.1.C as it must be greater than 0: got -1',
    ].join('\n'),
  },
  {
    name: '--set of an unknown key',
    lines: good,
    set: ['sead=7'],
    message: '--set sead=7: Cannot use key "sead": did you mean "seed"',
  },
  {
    name: '--set of an unknown key further down',
    lines: good,
    set: ['evalution.folds=3'],
    message: '--set evalution.folds=3: Cannot use key "evalution": did you mean "evaluation"',
  },
  {
    name: '--set beyond the end of a list',
    lines: [...start, 'models: [svm, knn]'],
    set: ['models.2.C=1'],
    message: '--set models.2.C=1: Cannot set models.2.C as models is a list of 2 items: got index 2',
  },
  {
    name: '--set of a name in a list',
    lines: [...start, 'models: [svm]'],
    set: ['models.svm=1'],
    message: '--set models.svm=1: Cannot set models.svm as models is a list of 1 item: got index svm',
  },
  {
    name: '--set below a single value',
    lines: good,
    set: ['backbone.input.size=[2, 2]'],
    message:
      '--set backbone.input.size=[2, 2]: Cannot set backbone.input.size as backbone must be a mapping: it is "mobilenet-v3-coco"',
  },
  {
    name: '--set of a value out of range',
    lines: [...start, 'models: [{type: svm, C: 1}]'],
    set: ['models.0.C=-1'],
    message: '--set models.0.C=-1: Cannot use models.0.C as it must be greater than 0: got -1',
  },
  {
    name: 'the later --set counts',
    lines: good,
    set: ['seed=a', 'seed=b'],
    message: '--set seed=b: Cannot use seed as it must be a number: got "b"',
  },
  {
    name: '--set without a value',
    lines: good,
    set: ['seed'],
    message: 'Cannot use --set "seed" as it must have the form key=value, as in seed=7 or models.0.C=10',
  },
  {
    name: '--set with an empty step',
    lines: good,
    set: ['models..C=1'],
    message:
      'Cannot use --set "models..C=1" as it must have the form key=value, as in seed=7 or models.0.C=10',
  },
  {
    name: '--set of broken YAML',
    lines: good,
    set: ['models=[svm'],
    message:
      '--set models=[svm: Cannot use the value as it must be valid YAML: flow sequence must end with a ]',
  },
  {
    name: '--set of a prototype',
    lines: good,
    set: ['__proto__.polluted=1'],
    message:
      '--set __proto__.polluted=1: Cannot use key "__proto__": it must be one of "name", "dataset", "features", "backbone", "layers", "layer", "pooling", "baselines", "preset", "models", "model", "transform", "evaluation", "report", "runtime", "seed"',
  },
];

describe('bad configs', () => {
  it.each(table)('$name', async ({ lines, set, message }) => {
    expect(await messageFor(lines, set)).toBe(message);
  });

  it('the error carries file, line, column and path', async () => {
    writeFileSync(join(cwd, 'place.yaml'), [...start, 'models: [{type: svm, C: -1}]'].join('\n'));
    await expect(loadConfig('place.yaml', { catalog: sampleCatalog, cwd })).rejects.toMatchObject({
      file: 'place.yaml',
      line: 3,
      column: 25,
      path: 'models.0.C',
    });
  });

  it('a file that is not there or is a folder', async () => {
    mkdirSync(join(cwd, 'folder.yaml'), { recursive: true });
    await expect(loadConfig('none.yaml', { catalog: sampleCatalog, cwd })).rejects.toThrow(
      'Cannot read config "none.yaml": there is no such file',
    );
    await expect(loadConfig('folder.yaml', { catalog: sampleCatalog, cwd })).rejects.toThrow(
      /^Cannot read config "folder\.yaml": EISDIR/,
    );
  });
});

describe('findConfig', () => {
  it('looks at the name as given, then under experiments/, and suggests a neighbour', async () => {
    mkdirSync(join(cwd, 'experiments', 'configs'), { recursive: true });
    writeFileSync(join(cwd, 'experiments', 'configs', 'small-dataset.yaml'), '');
    expect(await findConfig('configs/small-dataset.yaml', cwd)).toBe(
      join('experiments', 'configs', 'small-dataset.yaml'),
    );
    await expect(findConfig('configs/small-data.yaml', cwd)).rejects.toThrow(
      `Cannot find config "configs/small-data.yaml": did you mean "configs/small-dataset.yaml"`,
    );
    await expect(findConfig('nowhere/x.yaml', cwd)).rejects.toThrow(
      'Cannot find config "nowhere/x.yaml": there is no such file',
    );
  });
});
