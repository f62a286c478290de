import {
  createPause,
  createRng,
  type Features,
  type Matrix,
  matrix,
  rowOf,
  toDense,
} from '../../core/index.ts';
import { createTransforms, fitTransforms, Pca, type TransformStep } from '../../estimator/index.ts';
import { NeighbourSearch } from '../../linalg/index.ts';
import type { ExplorationMap } from '../../result/index.ts';

/** Principal components that UMAP and t-SNE see: what is beyond them is mostly noise.
 * Source: van der Maaten & Hinton, Visualizing data using t-SNE, JMLR 9 (2008), section 4.2. */
const COMPONENTS = 50;
/** Of UMAP; its usual number. */
const NEIGHBOURS = 15;
/** Of t-SNE; its usual number. */
const PERPLEXITY = 30;
/** Of t-SNE: 500 more change nothing that can be seen. */
const ITERATIONS = 500;
/** The greatest coordinate of a map. */
const EXTENT = 10_000;

/** Samples of a feature space to be laid out on a plane. */
export interface LayoutTask {
  readonly type: 'layout';
  readonly method: ExplorationMap['method'];
  /** (nSamples, nFeatures), at least 3 samples. */
  readonly X: Features;
  /** Fitted to all of X first. */
  readonly transform: readonly TransformStep[];
  readonly seed: number;
}

/** Where the samples lie. */
export type Layout = Pick<ExplorationMap, 'x' | 'y' | 'explained'>;

/** Lay samples out on a plane.
 * @returns coordinates in 0 … 10,000, both on the same scale, y upwards. @throws {InterruptedError} If the signal is raised.
 * Source: McInnes, Healy & Melville, UMAP, arXiv:1802.03426; van der Maaten & Hinton (2008). */
export async function layOut(
  { method, X, transform, seed }: LayoutTask,
  signal?: AbortSignal,
): Promise<Layout> {
  const { features } = await fitTransforms(createTransforms(transform), X, signal);
  const seen = toDense(features);
  const components = Math.min(COMPONENTS, seen.rows, seen.cols);
  const fitted = await new Pca({ components, seed }).fit(seen);
  const Z = await fitted.transform(seen);
  if (method === 'pca') {
    const [first = 0, second = 0] = fitted.explainedVarianceRatio;
    return { ...scaled(firstTwo(Z)), explained: [first, second] };
  }
  const pause = createPause(signal);
  return scaled(await (method === 'umap' ? umap : tSne)(Z, seed, pause));
}

type Point = readonly [x: number, y: number];

function firstTwo({ rows, cols, data }: Matrix): Point[] {
  return Array.from({ length: rows }, (_, i) => [data[i * cols]!, cols > 1 ? data[i * cols + 1]! : 0]);
}

/** UMAP by umap-js, on exact neighbours. */
async function umap(Z: Matrix, seed: number, pause: () => Promise<void>): Promise<Point[]> {
  const { UMAP } = await import('umap-js');
  const nNeighbors = Math.min(NEIGHBOURS, Z.rows - 1);
  const found = await new NeighbourSearch(Z, 'euclidean').find(Z, nNeighbors);
  const indices = matrix(Z.rows, nNeighbors, Float32Array.from(found.indices));
  const distances = matrix(Z.rows, nNeighbors, found.distances.map(Math.sqrt));
  const model = new UMAP({ nNeighbors, random: createRng(seed).float });
  model.setPrecomputedKNN(rowsOf(indices), rowsOf(distances));
  const epochs = model.initializeFit(rowsOf(Z));
  for (let epoch = 0; epoch < epochs; epoch++) {
    model.step();
    await pause();
  }
  return model.getEmbedding() as unknown as Point[];
}

/** Exact t-SNE by DruidJS. Cost: O(Z.rows²) for each iteration. */
async function tSne(Z: Matrix, seed: number, pause: () => Promise<void>): Promise<Point[]> {
  const { TSNE } = await import('@saehrimnir/druidjs');
  const perplexity = Math.min(PERPLEXITY, (Z.rows - 1) / 3);
  const steps = new TSNE(rowsOf(Z), { d: 2, perplexity, seed }).generator(ITERATIONS);
  let points: unknown = [];
  for (const moved of steps) {
    points = moved;
    await pause();
  }
  return points as Point[];
}

function rowsOf(X: Matrix): number[][] {
  return Array.from({ length: X.rows }, (_, i) => [...rowOf(X, i)]);
}

/** Both axes by the same factor, each centred. */
function scaled(points: readonly Point[]): Layout {
  const bounds = ([0, 1] as const).map((axis) => {
    const values = points.map((point) => point[axis]);
    return [Math.min(...values), Math.max(...values)] as const;
  });
  const extent = Math.max(...bounds.map(([least, greatest]) => greatest - least)) || 1;
  const along = (axis: 0 | 1) => {
    const [least, greatest] = bounds[axis]!;
    const middle = (least + greatest) / 2;
    return points.map((point) => Math.round(EXTENT * (0.5 + (point[axis] - middle) / extent)));
  };
  return { x: along(0), y: along(1) };
}
