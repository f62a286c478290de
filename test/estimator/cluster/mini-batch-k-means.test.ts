import { describe, expect, it } from 'vitest';
import { createRng, matrix, matrixFrom, takeRows } from '../../../src/core/index.ts';
import { EarlyStop } from '../../../src/estimator/cluster/early-stop.ts';
import {
  type BatchedCenters,
  miniBatchStep,
  reassign,
} from '../../../src/estimator/cluster/mini-batch-step.ts';
import { MiniBatchKMeans, type MiniBatchKMeansParams } from '../../../src/estimator/index.ts';
import { blobs, maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';
import { points } from '../../support/k-means-data.ts';

interface Spread {
  readonly mean: number;
  readonly tolerance: number;
}
const cases = golden<
  { params: Partial<MiniBatchKMeansParams>; weighted: boolean; inertia: Spread; steps: Spread }[]
>('cluster/mini-batch-k-means.json');
const SEEDS = 20;

describe('MiniBatchKMeans', () => {
  it.each(cases)('is as good as scikit-learn with $params', async (expected) => {
    const sums = { inertia: 0, steps: 0 };
    for (let seed = 0; seed < SEEDS; seed++) {
      const model = await new MiniBatchKMeans(expected.params).fit(points.X, points.y, {
        seed,
        ...(expected.weighted && { sampleWeight: points.weights }),
      });
      sums.inertia += model.inertia;
      sums.steps += model.iterations;
    }
    for (const what of ['inertia', 'steps'] as const) {
      const { mean, tolerance } = expected[what];
      expect(Math.abs(sums[what] / SEEDS - mean), what).toBeLessThan(tolerance + 1e-6 * mean);
    }
  });

  it('starts from given centers, and says so when it did not converge', async () => {
    const { X, y } = blobs({ n: 100, distance: 8 });
    const model = await new MiniBatchKMeans({ k: 3, batchSize: 50, maxIterations: 1 }).fit(X, y, {
      initialCenters: takeRows(X, [0, 1, 2]),
    });
    expect(Array.from(await model.predictCluster(takeRows(X, [0, 1, 2])))).toEqual([0, 1, 2]);
    expect(model.warnings).toEqual([
      'mini-batch-k-means did not converge in 1 iterations: raise maxIterations',
    ]);
  });

  it('tells its progress', async () => {
    const { X, y } = blobs({ n: 100 });
    const shares: number[] = [];
    await new MiniBatchKMeans({ maxNoImprovement: 'none', maxIterations: 4 }).fit(X, y, {
      progress: (share) => shares.push(share),
    });
    expect(shares).toEqual([0.25, 0.5, 0.75, 1]);
  });
});

describe('miniBatchStep', () => {
  it('moves centers as scikit-learn, batch after batch', async () => {
    const { start, batchSize, steps } = golden<{
      start: number[][];
      batchSize: number;
      steps: { centers: number[][]; counts: number[] }[];
    }>('cluster/mini-batch-steps.json');
    let state: BatchedCenters = {
      centers: matrixFrom(start),
      counts: new Float64Array(start.length),
    };
    for (const [i, { centers, counts }] of steps.entries()) {
      const rows = Int32Array.from({ length: batchSize }, (_, at) => i * batchSize + at);
      state = await miniBatchStep(state, points.X, rows, new Float64Array(points.X.cols));
      expect(maxDifference(state.centers.data, centers.flat())).toBeLessThan(1e-5);
      expect(Array.from(state.counts)).toEqual(counts);
    }
  });
});

describe('reassign', () => {
  const state = (counts: number[]): BatchedCenters => ({
    centers: matrix(counts.length, 1, new Float32Array(counts.length)),
    counts: Float64Array.from(counts),
  });
  const X = matrixFrom([[1], [5], [6], [7], [8]]);
  const batch = Int32Array.of(1, 2, 3, 4);

  it('starts centers below the share of the greatest one anew, at different samples', () => {
    const { centers, counts } = reassign(state([100, 3, 20, 0]), X, batch, 0.1, createRng(1));
    expect(Array.from(counts)).toEqual([100, 20, 20, 20]);
    expect(centers.data[0]).toBe(0);
    expect(centers.data[2]).toBe(0);
    const anew = [centers.data[1]!, centers.data[3]!];
    expect(anew.every((value) => value >= 5)).toBe(true);
    expect(new Set(anew).size).toBe(2);
  });

  it('takes half of the batch at most, for those with the fewest samples', () => {
    const { centers } = reassign(state([100, 3, 1, 2]), X, batch, 0.5, createRng(1));
    expect(Array.from(centers.data, (value) => value > 0)).toEqual([false, false, true, true]);
  });

  it('changes nothing where no center has few samples', () => {
    const even = state([10, 9, 10]);
    expect(reassign(even, X, batch, 0.5, createRng(1))).toEqual(even);
  });
});

describe('EarlyStop', () => {
  it.each(
    golden<
      {
        tolerance: number;
        patience: number;
        batchSize: number;
        nSamples: number;
        inertia: number[];
        movement: number[];
        stopsAt: number;
      }[]
    >('cluster/early-stop.json'),
  )('stops where scikit-learn does, at step $stopsAt', (run) => {
    const stop = new EarlyStop(run.batchSize, run.nSamples, run.tolerance, run.patience);
    const stopped = run.inertia.findIndex((inertia, i) => i > 0 && stop.isDone(inertia, run.movement[i]!));
    expect(stopped).toBe(run.stopsAt);
  });
});
