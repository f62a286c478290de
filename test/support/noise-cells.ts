import { createRng, type Matrix, matrix } from '../../src/core/index.ts';
import { estimators } from '../../src/estimator/index.ts';
import { evaluateCell, type RankedCell, rankCells } from '../../src/evaluate/index.ts';
import type { Results } from '../../src/result/index.ts';
import { readPredictions } from './predictions.ts';

const models = ['logistic-regression', 'nearest-centroid', 'knn', 'linear-discriminant-analysis'];

/** Add feature spaces of pure noise to a finished run, in its own folds, and rank all cells anew.
 * @returns the tied-best set, in which the noise cells start with `noise`. */
export async function tiedWithNoise(results: Results, file: string, nSpaces = 3): Promise<readonly string[]> {
  const { cells, nClasses } = readPredictions(file);
  const ranked: RankedCell[] = results.cells.map(({ id, role, feature }) => ({
    id,
    role,
    kind: feature.kind,
    evaluation: { tested: cells.get(id)! },
  }));
  const reference = cells.get(ranked[0]!.id)!;
  const nTested = reference.reduce((sum, { rows }) => sum + rows.length, 0);
  const nSamples = results.dataset.nSamples;
  const labels = new Int32Array(nSamples);
  for (const { rows, yTrue } of reference) {
    rows.forEach((row, i) => {
      labels[row] = yTrue[i]!;
    });
  }
  // Where one part is tested, those that train are any samples: noise knows nothing of either.
  const rng = createRng(1);
  for (let row = nTested; row < nSamples; row++) labels[row] = rng.int(nClasses);
  const folds = reference.map(({ rows }) => {
    const tested = new Set(rows);
    return { test: rows, train: Int32Array.from(labels.keys()).filter((row) => !tested.has(row)) };
  });
  for (let space = 0; space < nSpaces; space++) {
    const X = noise(nSamples, 64, space + 2);
    for (const model of models) {
      const entry = estimators.get(model);
      const params = entry.params.parse({}) as Readonly<Record<string, unknown>>;
      const evaluation = await evaluateCell({
        X,
        y: labels,
        nClasses,
        folds,
        candidates: [{ params, create: () => entry.create(params) }],
        tune: { folds: 3, metric: 'accuracy' },
        metrics: [],
        seed: space,
      });
      ranked.push({ id: `noise ${space} + ${model}`, role: 'candidate', kind: 'deep', evaluation });
    }
  }
  const trainSize = folds[0]!.train.length;
  return rankCells(ranked, { metric: 'accuracy', seed: results.seed, trainSize }).tiedBest;
}

function noise(rows: number, cols: number, seed: number): Matrix {
  const rng = createRng(seed);
  return matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, () => rng.normal()),
  );
}
