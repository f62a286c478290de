import { writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configJsonSchema, loadConfig, presets, resolvedToYaml } from '../../src/config/index.ts';
import { logSpaced } from '../../src/config/presets/preset.ts';
import { catalog } from '../../src/experiment/catalog.ts';
import { tempFolder } from '../support/temp-folder.ts';

const cwd = tempFolder();

async function resolved(...lines: readonly string[]) {
  const text = ['dataset: emoji', 'backbone: mobilenet-v3-coco', ...lines].join('\n');
  writeFileSync(join(cwd, 'probe.yaml'), text);
  return (await loadConfig('probe.yaml', { catalog: catalog(), cwd })).config;
}

const decades = (low: number, high: number) =>
  Array.from({ length: high - low + 1 }, (_, i) => Number(`1e${low + i}`));

describe('presets', () => {
  it('are one file and one registry line each', async () => {
    const files = await readdir(new URL('../../src/config/presets', import.meta.url));
    const others = ['apply-preset.ts', 'preset.ts', 'registry.ts'];
    expect(
      files
        .filter((file) => !others.includes(file))
        .map((file) => file.replace('.ts', ''))
        .sort(),
    ).toEqual(presets.ids.toSorted());
  });

  it.each(presets.ids)('%s resolves, spelled out, to a config that loads as the same', async (id) => {
    const config = await resolved(`preset: ${id}`);
    expect(config.preset).toEqual({ id, departures: [] });
    writeFileSync(join(cwd, 'full.yaml'), resolvedToYaml(config));
    const { preset, ...plain } = config;
    expect((await loadConfig('full.yaml', { catalog: catalog(), cwd })).config).toEqual(plain);
  });

  it('razavian2014: unit length, one-against-one linear SVM', async () => {
    const { transform, models, evaluation } = await resolved('preset: razavian2014');
    expect(transform.map(({ type }) => type)).toEqual(['l2']);
    expect(models).toHaveLength(1);
    expect(models[0]).toMatchObject({ type: 'svm', params: { kernel: 'linear', C: decades(-3, 3) } });
    expect(evaluation.protocol).toEqual({ type: 'auto' });
  });

  it('kornblith2019: features as they are, 45 values of C', async () => {
    const { transform, models, evaluation } = await resolved('preset: kornblith2019');
    expect(transform).toEqual([]);
    const values = models[0]!.settings.map(({ C }) => C as number);
    expect(models[0]!.type).toBe('logistic-regression');
    expect(values).toHaveLength(45);
    expect([values[0], values[4], values.at(-1)]).toEqual([1e-6, 1e-5, 1e5]);
    expect(values[1]! / values[0]!).toBeCloseTo(10 ** 0.25, 5);
    expect(evaluation.metrics).toEqual(['accuracy', 'balancedAccuracy']);
  });

  it('clip-a3: 8 values of C a decade, 1,000 iterations', async () => {
    const { transform, models } = await resolved('preset: clip-a3');
    expect(transform).toEqual([]);
    const { settings } = models[0]!;
    expect(settings).toHaveLength(97);
    expect(settings.filter((_, i) => i % 8 === 0).map(({ C }) => C)).toEqual(decades(-6, 6));
    expect(settings.every(({ maxIterations }) => maxIterations === 1000)).toBe(true);
  });

  it('dinov2-knn: four numbers of neighbours, each a model of its own', async () => {
    const { transform, models } = await resolved('preset: dinov2-knn');
    expect(transform.map(({ type }) => type)).toEqual(['l2']);
    expect(models.map(({ settings }) => settings)).toEqual(
      [10, 20, 100, 200].map((k) => [{ k, metric: 'cosine', weights: 'temperature', temperature: 0.07 }]),
    );
  });

  it('mteb-classification: 8 samples of every class, 10 draws, 100 iterations', async () => {
    const { transform, models, evaluation } = await resolved('preset: mteb-classification');
    expect(transform).toEqual([]);
    expect(models[0]!.settings).toHaveLength(1);
    expect(models[0]!.settings[0]).toMatchObject({ C: 1, penalty: 'l2', maxIterations: 100 });
    expect(evaluation.protocol).toEqual({ type: 'few-shot', perClass: 8, draws: 10 });
    expect(evaluation.metrics).toEqual(['accuracy', 'macroF1', 'weightedF1']);
  });

  it.each<[string, readonly string[], object]>([
    ['protocol: holdout', ['evaluation.protocol'], { protocol: { type: 'holdout' } }],
    ['folds: 4', ['evaluation.protocol'], { protocol: { type: 'k-fold', folds: 4 } }],
    ['protocol: {type: few-shot, perClass: 16}', ['evaluation.protocol'], { protocol: { perClass: 16 } }],
    ['protocol: few-shot', [], { protocol: { type: 'few-shot', perClass: 8, draws: 10 } }],
    ['metrics: [logLoss]', ['evaluation.metrics'], { metrics: ['logLoss', 'accuracy'] }],
    ['tune: {folds: 5}', [], { tune: { folds: 5, metric: 'accuracy' } }],
    ['learningCurve: true', [], { learningCurve: { cells: 2 } }],
  ])('what the config says of the evaluation wins: %s', async (given, departures, expected) => {
    const config = await resolved('preset: mteb-classification', `evaluation: {${given}}`);
    expect(config.evaluation).toMatchObject(expected);
    expect(config.preset!.departures).toEqual(departures);
    expect(config.models).toHaveLength(1);
  });

  it('the metric that settings are chosen by can be another', async () => {
    const config = await resolved('preset: clip-a3', 'evaluation: {tune: {metric: balancedAccuracy}}');
    expect(config.evaluation.tune).toEqual({ folds: 3, metric: 'balancedAccuracy' });
    expect(config.preset!.departures).toEqual(['evaluation.tune.metric']);
  });

  it('stand in for models in the JSON Schema', () => {
    expect(JSON.stringify(configJsonSchema(catalog()).allOf)).toContain('["preset"]');
  });
});

describe('logSpaced', () => {
  it('has both ends', () => {
    expect(logSpaced(-1, 1, 3)).toEqual([0.1, 1, 10]);
  });
});
