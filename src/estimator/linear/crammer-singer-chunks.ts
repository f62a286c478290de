import { createRng, type Matrix, matrix, type Rng } from '../../core/index.ts';
import { product } from '../../linalg/index.ts';
import { chunkGram } from './chunk-gram.ts';
import { ascendMulticlassPart } from './crammer-singer-part.ts';
import type { MarginSolution, MulticlassProblem, ProgressOptions } from './margin-problem.ts';
import { type SampleRows, sampleRows } from './sample-rows.ts';

/** Samples of a chunk at most; those of the first are drawn at random. */
const MOST_SAMPLES = 2_000;
/** How far from the margin, on its safe side, a sample at a bound may be and still belong to a chunk. */
const NEAR = 0.1;
/** The duality gap that a chunk may keep, as a share of what all samples may; less after a chunk that kept less. */
const FIRST_SHARE = 0.5;
const NEXT_SHARE = 0.1;
const LEAST_SHARE = 1e-12;
/** A gap that is left with more than this share of itself hardly shrinks. */
const STEADY = 0.5;
/** How small a violation is computed in float64 then. */
const EXACT = 0.01;

/** Minimise ½‖W‖² + Σ cost · max(0, 1 + max over other classes (w_m·x) − w_y·x) in the dual, in rounds: a chunk of samples
 * is solved on the products between them, one product with all of X tells the scores, and the next chunk are the samples
 * that violate their margins or are near it.
 * @returns the weights of each class, the bias last.
 * Cost: O(nSamples · nFeatures · nClasses) for each round, and the products of a chunk; a handful of rounds.
 * Source: Keerthi, Sundararajan, Chang, Hsieh & Lin, A sequential dual method for large scale multi-class linear SVMs, KDD
 * (2008); Crammer & Singer, JMLR 2 (2001); chunks as in Joachims, Making large-scale SVM learning practical, in Advances
 * in kernel methods (1999). */
export async function fitCrammerSingerByChunks(
  X: Matrix,
  bias: number,
  problem: MulticlassProblem,
  seed: number,
  { tolerance, maxIterations, pause, progress }: ProgressOptions,
): Promise<MarginSolution[]> {
  const gramOf = await chunkGram(X);
  const state = new MulticlassChunks(sampleRows(X, bias), problem, bias, tolerance, createRng(seed));
  for (let round = 0; round < maxIterations && !state.isDone; round++) {
    await pause();
    await state.solve(await gramOf(state.chunk), pause);
    await pause();
    const { data } = await product(X, state.weights());
    state.look(data);
    progress?.(state.progress);
  }
  return state.solutions();
}

/** The problem on its way. */
class MulticlassChunks {
  /** The samples to solve for next, ascending. */
  chunk: Int32Array;
  private readonly rows: SampleRows;
  private readonly problem: MulticlassProblem;
  private readonly bias: number;
  private readonly tolerance: number;
  private readonly rng: Rng;
  /** The weights of each class, the bias last, float64, (nClasses, rows.cols). */
  private readonly W: Float64Array;
  /** (nSamples, nClasses): in [0, cost] for the sample's class, <= 0 for the others; rows sum to 0. */
  private readonly alpha: Float64Array;
  /** x·w of each sample and class at the last look, (nSamples, nClasses). */
  private readonly scores: Float64Array;
  private objective: number;
  private gap: number;
  private share = FIRST_SHARE;

  constructor(rows: SampleRows, problem: MulticlassProblem, bias: number, tolerance: number, rng: Rng) {
    this.rows = rows;
    this.problem = problem;
    this.bias = bias;
    this.tolerance = tolerance;
    this.rng = rng;
    this.W = new Float64Array(rows.cols * problem.nClasses);
    this.alpha = new Float64Array(rows.rows * problem.nClasses);
    this.scores = new Float64Array(rows.rows * problem.nClasses);
    const everyone = Int32Array.from({ length: rows.rows }, (_, i) => i);
    this.chunk = rng.shuffle(everyone).slice(0, MOST_SAMPLES).sort();
    this.objective = problem.costs.reduce((sum, cost) => sum + cost, 0);
    this.gap = this.objective;
  }

  /** Whether the gap is small enough, or rounding leaves no more to gain. */
  get isDone(): boolean {
    return this.isConverged || this.share < LEAST_SHARE;
  }

  /** How much is done, in [0, 1], as the gap shrinks by about the same factor each round. */
  get progress(): number {
    const relative = this.gap / this.objective;
    return relative < 1 ? Math.min(1, Math.log(relative) / Math.log(this.tolerance)) : 0;
  }

  private get isConverged(): boolean {
    return this.gap <= this.tolerance * this.objective;
  }

  /** The weights of each class without the bias, float32. */
  weights(): Matrix {
    const { W, rows } = this;
    const result = matrix(this.problem.nClasses, rows.cols - 1);
    for (let m = 0; m < result.rows; m++) {
      result.data.set(W.subarray(m * rows.cols, (m + 1) * rows.cols - 1), m * result.cols);
    }
    return result;
  }

  solutions(): MarginSolution[] {
    const { cols } = this.rows;
    return Array.from({ length: this.problem.nClasses }, (_, m) => ({
      w: this.W.slice(m * cols, (m + 1) * cols),
      converged: this.isConverged,
    }));
  }

  /** Maximise the dual over the chunk.
   * @param gram the products of its samples, (chunk.length, chunk.length). */
  async solve(gram: Float32Array, pause: () => Promise<void>): Promise<void> {
    const { chunk, alpha, scores, rows } = this;
    const { positions, costs, nClasses: k } = this.problem;
    const n = chunk.length;
    const own = new Float64Array(n * k);
    const ownScores = new Float64Array(k * n);
    for (let at = 0; at < n; at++) {
      for (let m = 0; m < k; m++) {
        own[at * k + m] = alpha[chunk[at]! * k + m]!;
        ownScores[m * n + at] = scores[chunk[at]! * k + m]!;
      }
    }
    const part = {
      positions: Int32Array.from(chunk, (i) => positions[i]!),
      costs: Float64Array.from(chunk, (i) => costs[i]!),
      nClasses: k,
      gram,
      offset: this.bias * this.bias,
    };
    const enough = this.share * this.tolerance * this.objective;
    const steps = await ascendMulticlassPart(part, own, ownScores, enough, this.rng, pause);
    if (steps === 0) this.share *= NEXT_SHARE;
    for (let at = 0; at < n; at++) {
      for (let m = 0; m < k; m++) {
        const to = chunk[at]! * k + m;
        if (own[at * k + m] === alpha[to]) continue;
        rows.add(chunk[at]!, own[at * k + m]! - alpha[to]!, this.W, m * rows.cols);
        alpha[to] = own[at * k + m]!;
      }
    }
  }

  /** Take the scores of all samples, without the bias; choose the next chunk. */
  look(products: Float32Array): void {
    const before = this.gap;
    this.takeScores(products);
    this.measure();
    // The rounding of float32 products, times a large cost, may hide a gap that is small or stays as it is.
    if (this.isConverged || this.gap > STEADY * before) {
      this.refineScores();
      this.measure();
    }
    if (!this.isConverged) this.chunk = this.nextChunk();
  }

  /** The objective and the duality gap at the scores. */
  private measure(): void {
    const { W, alpha } = this;
    const { costs, nClasses: k } = this.problem;
    let [loss, sum, squares] = [0, 0, 0];
    for (let i = 0; i < costs.length; i++) {
      loss += costs[i]! * Math.max(0, this.violation(i));
      for (let m = 0; m < k; m++) sum += Math.min(0, alpha[i * k + m]!);
    }
    for (let f = 0; f < W.length; f++) squares += W[f]! * W[f]!;
    this.objective = squares / 2 + loss;
    this.gap = squares + loss + sum;
  }

  private takeScores(products: Float32Array): void {
    const { W, rows, scores, bias } = this;
    const { nClasses: k } = this.problem;
    for (let m = 0; m < k; m++) {
      const intercept = bias * W[(m + 1) * rows.cols - 1]!;
      for (let at = m; at < scores.length; at += k) scores[at] = products[at]! + intercept;
    }
  }

  /** Compute the scores near the margin in float64. */
  private refineScores(): void {
    const { W, rows, scores } = this;
    const { nClasses: k } = this.problem;
    for (let i = 0; i < rows.rows; i++) {
      if (Math.abs(this.violation(i)) > EXACT) continue;
      for (let m = 0; m < k; m++) scores[i * k + m] = rows.dot(i, W, m * rows.cols);
    }
  }

  /** 1 + the greatest score of another class − the one of the own class. */
  private violation(i: number): number {
    const { scores } = this;
    const { positions, nClasses: k } = this.problem;
    const y = positions[i]!;
    let greatest = Number.NEGATIVE_INFINITY;
    for (let m = 0; m < k; m++) if (m !== y) greatest = Math.max(greatest, scores[i * k + m]!);
    return 1 + greatest - scores[i * k + y]!;
  }

  /** Samples that are farthest from their maximum, then those nearest to leaving a bound. */
  private nextChunk(): Int32Array {
    const { costs } = this.problem;
    const distances = Float64Array.from(costs, (cost, i) =>
      cost > 0 ? this.distance(i) : Number.POSITIVE_INFINITY,
    );
    const found: number[] = [];
    for (let i = 0; i < distances.length; i++) if (distances[i]! < NEAR) found.push(i);
    if (found.length > MOST_SAMPLES) found.sort((a, b) => distances[a]! - distances[b]!);
    return Int32Array.from(found.slice(0, MOST_SAMPLES)).sort();
  }

  /** How much the slopes of the classes that a sample is not open to are below the one that it is open to; at most 0 where
   * it is open to several, which should be equal. */
  private distance(i: number): number {
    const { alpha, scores } = this;
    const { positions, costs, nClasses: k } = this.problem;
    const y = positions[i]!;
    let nOpen = 0;
    let least = Number.POSITIVE_INFINITY;
    let greatest = Number.NEGATIVE_INFINITY;
    let greatestShut = Number.NEGATIVE_INFINITY;
    for (let m = 0; m < k; m++) {
      const slope = scores[i * k + m]! + (m === y ? 0 : 1);
      greatest = Math.max(greatest, slope);
      if (alpha[i * k + m]! < (m === y ? costs[i]! : 0)) {
        nOpen++;
        least = Math.min(least, slope);
      } else greatestShut = Math.max(greatestShut, slope);
    }
    return least - (nOpen > 1 ? greatest : greatestShut);
  }
}
