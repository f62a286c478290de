import { type Matrix, type Rng, takeRows } from '../../core/index.ts';
import { nearestInGroups } from '../../linalg/index.ts';
import { columnMeans } from '../transform/columns.ts';
import type { MiniBatchKMeansParams } from './mini-batch-params.ts';
import { inertiaOf } from './mini-batch-step.ts';
import { type Points, preparePoints } from './points.ts';
import { seedCenters } from './seeding.ts';

/** Some of the samples, drawn with replacement where not all are wanted: first centers are found among them.
 * @param rows the samples to draw from, (n,). @param weights their weights, (n,). */
export function drawSubset(
  X: Matrix,
  rows: Int32Array,
  weights: Float64Array,
  size: number,
  rng: Rng,
): Points {
  if (size >= X.rows && rows.length === X.rows) return preparePoints(X, weights);
  const drawn = Array.from({ length: Math.min(size, rows.length) }, (_, i) =>
    size < rows.length ? rng.int(rows.length) : i,
  );
  return preparePoints(
    takeRows(
      X,
      drawn.map((at) => rows[at]!),
    ),
    Float64Array.from(drawn, (at) => weights[at]!),
  );
}

/** How many samples first centers are drawn from. */
export function subsetSize(
  initSize: MiniBatchKMeansParams['initSize'],
  batchSize: number,
  k: number,
): number {
  const size = initSize === 'auto' ? 3 * batchSize : initSize;
  return size < k ? 3 * k : size;
}

/** Where the first step begins. */
export interface Start {
  /** float32, (k, nFeatures). */
  readonly centers: Matrix;
  /** A point amid the samples, float64, (nFeatures,). */
  readonly origin: Float64Array;
}

/** Start at centers that are amid the samples. */
export function startAt(centers: Matrix): Start {
  return { centers, origin: columnMeans(centers) };
}

/** The best of a few sets of first centers, each found in a subset of its own, by their inertia in the first subset.
 * @param nInit how many sets. */
export async function bestStart(
  draw: () => Points,
  { init, nInit }: Pick<MiniBatchKMeansParams, 'init' | 'nInit'>,
  k: number,
  rng: Rng,
  pause: () => Promise<void>,
): Promise<Start> {
  const first = draw();
  const tries = nInit === 'auto' ? (init === 'random' ? 3 : 1) : nInit;
  let best: { readonly centers: Matrix; readonly inertia: number } | undefined;
  for (let attempt = 0; attempt < tries; attempt++) {
    const [centers] = await seedCenters(draw(), k, init, [rng], pause);
    const clusters = await nearestInGroups(first.X, centers!, 1, first.mean);
    const inertia = inertiaOf(first.X, centers!, clusters, first.weights);
    if (best === undefined || inertia < best.inertia) best = { centers: centers!, inertia };
  }
  return { centers: best!.centers, origin: first.mean };
}
