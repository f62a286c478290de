import type { DualProblem, Pair } from './dual-problem.ts';
import { denseRows } from './kernel-rows.ts';
import type { KernelSource } from './kernel-source.ts';
import { cachedRows, MIN_ROWS } from './row-cache.ts';
import { computeResiduals } from './shrinking.ts';
import { type SmoOptions, solveSmo } from './smo.ts';
import { SmoState } from './smo-state.ts';

/** Samples numbered class by class. */
export interface ClassSamples {
  /** Where each class begins, and at the end the number of samples: (k + 1,). */
  readonly starts: Int32Array;
  /** By sample; undefined where each counts 1. */
  readonly weights: Float64Array | undefined;
}

/** The decision functions of all pairs of k classes. */
export interface PairDecisions {
  /** k − 1 arrays of one value per sample: for a sample of class i, array r belongs to the pair with the r-th other. */
  readonly coefficients: readonly Float64Array[];
  /** One per pair (0,1), (0,2), …, (1,2), …. */
  readonly intercepts: Float64Array;
  /** Pairs that stopped at the limit of steps. */
  stopped: number;
  /** Pairs whose solution says nothing. */
  unclear: number;
}

export interface OneVsOneOptions extends Omit<SmoOptions, 'pause'> {
  /** Kernel values held at a time, float32. */
  readonly maxValues: number;
  readonly pause: () => Promise<void>;
  /** Told the share of the pairs that are solved. */
  readonly progress?: ((done: number) => void) | undefined;
}

/** Solve every problem for each pair of classes; a pair's kernel values serve all of them.
 * @returns one model per problem.
 * Source: Chang & Lin, LIBSVM, ACM TIST 2 (2011), section 7. */
export async function solvePairs(
  source: KernelSource,
  { starts, weights }: ClassSamples,
  problems: readonly DualProblem[],
  options: OneVsOneOptions,
): Promise<PairDecisions[]> {
  const k = starts.length - 1;
  const nPairs = (k * (k - 1)) / 2;
  const models = problems.map(
    (): PairDecisions => ({
      coefficients: Array.from({ length: k - 1 }, () => new Float64Array(starts[k]!)),
      intercepts: new Float64Array(nPairs),
      stopped: 0,
      unclear: 0,
    }),
  );
  if (nPairs === 0) return models;
  const largest = largestPair(starts);
  const state = new SmoState(largest);
  const room = Math.min(largest ** 2, Math.max(Math.floor(options.maxValues), MIN_ROWS * largest));
  const values = new Float32Array(room);
  let done = 0;
  for (let i = 0; i < k; i++) {
    for (let j = i + 1; j < k; j++) {
      const samples = numbersOf(starts, i, j);
      const pair = pairOf(starts, weights, i, j);
      const rows =
        samples.length ** 2 <= room
          ? await denseRows(source, samples, values)
          : await cachedRows(source, samples, values, options.pause);
      for (let p = 0; p < problems.length; p++) {
        const problem = problems[p]!;
        const model = models[p]!;
        const groupEnds = problem.pose(state, pair, p > 0);
        state.begin(rows.diagonal, groupEnds);
        if (!problem.knowsResiduals) await computeResiduals(state, rows, 0);
        if (!(await solveSmo(state, rows, options))) model.stopped++;
        const { scale, intercept, isClear } = problem.read(state);
        if (!isClear) model.unclear++;
        store(model.coefficients[j - 1]!, state.beta, scale, starts[i]!, 0, pair.nFirst);
        store(model.coefficients[i]!, state.beta, scale, starts[j]!, pair.nFirst, pair.size);
        model.intercepts[done] = intercept;
      }
      done++;
      options.progress?.(done / nPairs);
      await options.pause();
    }
  }
  return models;
}

/** The samples of two classes. */
export function pairOf(starts: Int32Array, weights: Float64Array | undefined, i: number, j: number): Pair {
  const nFirst = starts[i + 1]! - starts[i]!;
  return {
    size: nFirst + starts[j + 1]! - starts[j]!,
    nFirst,
    weightOf:
      weights === undefined
        ? () => 1
        : (t) => weights[t < nFirst ? starts[i]! + t : starts[j]! + t - nFirst]!,
  };
}

function store(
  to: Float64Array,
  beta: Float64Array,
  scale: number,
  first: number,
  from: number,
  end: number,
): void {
  for (let t = from; t < end; t++) to[first + t - from] = scale * beta[t]!;
}

/** Samples of the two classes that have most. */
export function largestPair(starts: Int32Array): number {
  const counts = Array.from(starts.subarray(1), (end, c) => end - starts[c]!).sort((a, b) => b - a);
  return counts[0]! + counts[1]!;
}

function numbersOf(starts: Int32Array, i: number, j: number): Int32Array {
  const nFirst = starts[i + 1]! - starts[i]!;
  const samples = new Int32Array(nFirst + starts[j + 1]! - starts[j]!);
  for (let t = 0; t < samples.length; t++) samples[t] = t < nFirst ? starts[i]! + t : starts[j]! + t - nFirst;
  return samples;
}
