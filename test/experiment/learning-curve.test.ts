import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ResolvedConfig } from '../../src/config/index.ts';
import { DataError } from '../../src/core/index.ts';
import { planLearningCurve } from '../../src/experiment/learning-curve.ts';
import type { Results } from '../../src/result/index.ts';
import { runStrataHere } from '../support/strata-here.ts';
import { tempFolder } from '../support/temp-folder.ts';

const lines = [
  'dataset: {type: emoji, maxPerClass: 24}',
  'features: []',
  'baselines: [colour-histogram]',
  'preset: mteb-classification',
  'evaluation:',
  '  protocol: {type: few-shot, perClass: 16, draws: 5}',
  '  learningCurve: {sizes: [22, 44, 88]}',
  'report: {explore: false}',
  'runtime: {threads: 1}',
];

describe('a run with a preset and a learning curve', () => {
  const folder = tempFolder();
  const report = (file: string) => readFileSync(join(folder, 'reports', 'few', 'latest', file), 'utf8');
  let results: Results;

  beforeAll(async () => {
    writeFileSync(join(folder, 'few.yaml'), lines.join('\n'));
    const { code, stderr } = await runStrataHere(['experiment', 'few.yaml'], { cwd: folder });
    expect(code, stderr).toBe(0);
    results = JSON.parse(report('results.json'));
  });

  it('follows the preset, and says where it does not', () => {
    expect(results.evaluation.protocol).toBe(
      '16 training samples of every class, drawn 5 times, tested on the rest',
    );
    expect(results.preset).toMatchObject({
      id: 'mteb-classification',
      departures: ['evaluation.protocol'],
    });
    expect(report('report.md')).toContain('The config says otherwise in `evaluation.protocol`');
  });

  it('measures the best cell at the sizes asked for and at its own', () => {
    const curve = results.learningCurve!.cells[0]!;
    const cell = results.cells.find(({ id }) => id === curve.cell)!;
    expect(curve.points.map(({ trainSize }) => trainSize)).toEqual([22, 44, 88, 176]);
    expect(curve.points.at(-1)).toMatchObject({
      mean: cell.metrics.accuracy!.mean,
      ci95: cell.metrics.accuracy!.ci95,
    });
    const scores = curve.points.map(({ mean }) => mean);
    expect(scores).toEqual(scores.toSorted((a, b) => a - b));
  });

  it('tells what twice the data should bring', () => {
    const { doubling } = results.learningCurve!.cells[0]!;
    expect(doubling).toMatchObject({ from: 176, to: 352 });
    expect(doubling!.gain.mean).toBeGreaterThan(0);
    const sentence =
      /Doubling the training samples of `colour-histogram` with \S+ \S+ from 176 to 352 (should|may) help/i;
    expect(report('report.md')).toMatch(sentence);
    expect(report('report.html')).toContain('id="learning-curve"');
  });
});

describe('planLearningCurve', () => {
  const y = Int32Array.from({ length: 100 }, (_, i) => i % 10);
  const rows = Int32Array.from(y.keys());
  const fold = { train: rows.filter((i) => i < 80), test: rows.filter((i) => i >= 80) };
  const plan = (learningCurve: object | undefined, folds = [fold]) =>
    planLearningCurve({ evaluation: { learningCurve }, seed: 0 } as unknown as ResolvedConfig, {
      y,
      nClasses: 10,
      folds,
    });

  it('measures nothing where nothing is asked for', () => {
    expect(plan(undefined)).toEqual([]);
  });

  it('takes the usual shares that hold two samples a class, and draws anew where there are few folds', () => {
    const sizes = plan({ cells: 2 });
    expect(sizes.map(({ trainSize }) => trainSize)).toEqual([20, 28, 40, 57]);
    expect(sizes[0]!.folds).toHaveLength(5);
    expect(
      plan(
        { cells: 2 },
        Array.from({ length: 5 }, () => fold),
      )[0]!.folds,
    ).toHaveLength(5);
    expect(plan({ cells: 2, draws: 3 })[0]!.folds).toHaveLength(3);
  });

  it('refuses a size that the data do not have', () => {
    expect(() => plan({ cells: 2, sizes: [40, 90] })).toThrow(
      new DataError(
        'Cannot measure the learning curve at 90 training samples as every training part must hold more: the smallest holds 80',
      ),
    );
  });
});
