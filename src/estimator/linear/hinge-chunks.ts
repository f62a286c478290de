import { createRng, type Matrix, matrix } from '../../core/index.ts';
import { product } from '../../linalg/index.ts';
import { chunkGram } from './chunk-gram.ts';
import { ascendPart } from './hinge-gram.ts';
import type { MarginProblem, MarginSolution, ProgressOptions } from './margin-problem.ts';
import { type SampleRows, sampleRows } from './sample-rows.ts';

/** Samples of the first chunk, drawn at random. */
const FIRST_SAMPLES = 1_000;
/** Samples of any other chunk at most. */
const MOST_SAMPLES = 2_000;
/** How far from the margin, on its safe side, a sample at a bound may be and still belong to a chunk. */
const NEAR = 0.1;
/** Steps within a chunk gain at least this share of the gap over its samples; less after a chunk where none did. */
const FIRST_SHARE = 1e-3;
const NEXT_SHARE = 0.1;
const LEAST_SHARE = 1e-12;
/** A gap that is left with more than this share of itself hardly shrinks. */
const STEADY = 0.5;
/** How far from the margin scores are computed in float64 then. */
const EXACT = 0.01;

/** Minimise ½‖w‖² + Σ cost · max(0, 1 − s·(x·w)) for each problem in the dual, in rounds: a chunk of samples is solved on the
 * products between them, one product with all of X tells the margins for all problems, and the next chunk are the
 * samples that violate theirs or are near it.
 * @returns the weights of each problem, the bias last.
 * Cost: O(nSamples · nFeatures) for each round and problem, and the products of a chunk; a handful of rounds.
 * Source: Joachims, Making large-scale SVM learning practical, in Advances in kernel methods (1999). */
export async function fitHingeByChunks(
  X: Matrix,
  bias: number,
  problems: readonly MarginProblem[],
  seed: number,
  { tolerance, maxIterations, pause, progress }: ProgressOptions,
): Promise<MarginSolution[]> {
  const rows = sampleRows(X, bias);
  const gramOf = await chunkGram(X);
  const order = createRng(seed).shuffle(Int32Array.from({ length: X.rows }, (_, i) => i));
  const first = order.slice(0, FIRST_SAMPLES).sort();
  const firstGram = await gramOf(first);
  const states = problems.map((problem) => new ChunkState(rows, problem, bias, first));
  let open = states;
  for (let round = 0; open.length > 0; round++) {
    for (const state of open) {
      await pause();
      await state.solve(round === 0 ? firstGram : await gramOf(state.chunk), pause);
    }
    await pause();
    const weights = matrix(open.length, X.cols);
    open.forEach(({ w }, p) => {
      weights.data.set(w.subarray(0, X.cols), p * X.cols);
    });
    const { data } = await product(X, weights);
    open.forEach((state, p) => {
      state.look(data, p, open.length, tolerance);
    });
    open = open.filter((state) => !state.converged && !state.isStuck);
    progress?.(1 - open.length / states.length);
    if (round === maxIterations) break;
  }
  return states.map(({ w, converged }) => ({ w, converged }));
}

/** One problem on its way. */
class ChunkState {
  readonly w: Float64Array;
  converged = false;
  /** The samples to solve for next, ascending. */
  chunk: Int32Array;
  private readonly rows: SampleRows;
  private readonly problem: MarginProblem;
  private readonly bias: number;
  private readonly alpha: Float64Array;
  /** s·(x·w) of each sample at the last look. */
  private readonly margins: Float64Array;
  private gap: number;
  private share = FIRST_SHARE;
  /** Whether rounding leaves no more to gain. */
  isStuck = false;

  constructor(rows: SampleRows, problem: MarginProblem, bias: number, first: Int32Array) {
    this.rows = rows;
    this.problem = problem;
    this.bias = bias;
    this.w = new Float64Array(rows.cols);
    this.alpha = new Float64Array(rows.rows);
    this.margins = new Float64Array(rows.rows);
    this.chunk = first;
    this.gap = problem.costs.reduce((sum, cost) => sum + cost, 0);
  }

  /** Maximise the dual over the chunk.
   * @param products of its samples, (chunk.length, chunk.length). */
  async solve(products: Float32Array, pause: () => Promise<void>): Promise<void> {
    const { chunk, alpha, margins } = this;
    const { signs, costs } = this.problem;
    const own = Float64Array.from(chunk, (i) => alpha[i]!);
    const part = {
      signs: Float32Array.from(chunk, (i) => signs[i]!),
      costs: Float64Array.from(chunk, (i) => costs[i]!),
      gram: products,
      offset: this.bias * this.bias,
    };
    const scores = Float64Array.from(chunk, (i) => signs[i]! * margins[i]!);
    const steps = await ascendPart(part, own, scores, (this.share * this.gap) / chunk.length, pause);
    if (steps === 0) this.share *= NEXT_SHARE;
    this.isStuck = this.share < LEAST_SHARE;
    for (let at = 0; at < chunk.length; at++) {
      const i = chunk[at]!;
      if (own[at] === alpha[i]) continue;
      this.rows.add(i, signs[i]! * (own[at]! - alpha[i]!), this.w, 0);
      alpha[i] = own[at]!;
    }
  }

  /** Take the scores of all samples, without the bias, in column `p` of `k`; choose the next chunk. */
  look(scores: Float32Array, p: number, k: number, tolerance: number): void {
    const { w, margins, bias } = this;
    const { signs } = this.problem;
    const before = this.gap;
    const intercept = bias * w[w.length - 1]!;
    for (let i = 0; i < margins.length; i++) margins[i] = signs[i]! * (scores[i * k + p]! + intercept);
    this.measure(tolerance);
    // The rounding of float32 products, times a large cost, may hide a gap that is small or stays as it is.
    if (this.converged || this.gap > STEADY * before) {
      this.refineMargins();
      this.measure(tolerance);
    }
    if (!this.converged) this.chunk = this.nextChunk();
  }

  /** The duality gap at the margins. */
  private measure(tolerance: number): void {
    const { w, alpha, margins } = this;
    const { costs } = this.problem;
    let [loss, sum, squares] = [0, 0, 0];
    for (let i = 0; i < margins.length; i++) {
      if (margins[i]! < 1) loss += costs[i]! * (1 - margins[i]!);
      sum += alpha[i]!;
    }
    for (let f = 0; f < w.length; f++) squares += w[f]! * w[f]!;
    this.gap = squares + loss - sum;
    this.converged = this.gap <= tolerance * (squares / 2 + loss);
  }

  /** Compute the scores near the margin in float64. */
  private refineMargins(): void {
    const { w, margins } = this;
    const { signs } = this.problem;
    for (let i = 0; i < margins.length; i++) {
      if (Math.abs(margins[i]! - 1) < EXACT) margins[i] = signs[i]! * this.rows.dot(i, w, 0);
    }
  }

  /** Samples that violate their margin most, then those nearest to it. */
  private nextChunk(): Int32Array {
    const { alpha, margins } = this;
    const { costs } = this.problem;
    const found: number[] = [];
    const distance = (i: number) => {
      if (alpha[i] === 0) return margins[i]! - 1;
      return alpha[i] === costs[i] ? 1 - margins[i]! : -Math.abs(margins[i]! - 1);
    };
    for (let i = 0; i < alpha.length; i++) if (costs[i]! > 0 && distance(i) < NEAR) found.push(i);
    if (found.length > MOST_SAMPLES) found.sort((a, b) => distance(a) - distance(b));
    return Int32Array.from(found.slice(0, MOST_SAMPLES)).sort();
  }
}
