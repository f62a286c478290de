import { DataError, deriveSeed } from '../../core/index.ts';
import type { Fold, SplitInput } from '../types.ts';
import { orderTraining } from './training-order.ts';

/** Which training sizes a learning curve is measured at. */
export type TrainingSizes =
  /** Of each fold's training part, in (0, 1). */
  | { readonly shares: readonly number[] }
  /** Samples. */
  | { readonly sizes: readonly number[] };

/** The folds of a run with smaller training parts. */
export interface ReducedFolds {
  /** Draw after draw, each with all folds of the run; the test parts are those of the run. */
  readonly folds: readonly Fold[];
  /** Samples in a training part: the middle one of the folds. */
  readonly trainSize: number;
}

export interface ReduceInput {
  readonly folds: readonly Fold[];
  readonly y: Int32Array;
  readonly groups?: readonly (string | undefined)[];
  readonly seed: number;
  readonly stratifiesOnly?: SplitInput['stratifiesOnly'];
}

/** Samples of a training part: the middle one of the folds. */
export function trainSizeOf(folds: readonly Fold[]): number {
  const sizes = folds.map(({ train }) => train.length).sort((a, b) => a - b);
  return sizes[Math.floor(sizes.length / 2)]!;
}

/** Make the training parts of every fold smaller, size after size; within a draw the smaller ones lie in the larger.
 * @param draws how often the smaller parts are drawn anew.
 * @returns by ascending size, each size once.
 * @throws {DataError} If a training part would hold fewer samples than there are classes, or more than the fold has. */
export function reduceFolds(wanted: TrainingSizes, draws: number, input: ReduceInput): ReducedFolds[] {
  const { folds, y, groups, seed, stratifiesOnly } = input;
  const nClasses = stratifiesOnly ? undefined : new Set(y).size;
  const orders = Array.from({ length: draws }, (_, draw) =>
    folds.map(({ train, test }, f) => ({
      order: orderTraining(train, y, groups, deriveSeed(seed, 'learning-curve', draw, f)),
      test,
    })),
  ).flat();
  const reduced = ('sizes' in wanted ? wanted.sizes : wanted.shares)
    .toSorted((a, b) => a - b)
    .map((value) => {
      const made = orders.map(({ order, test }): Fold => {
        const size = 'sizes' in wanted ? value : Math.round(value * order.length);
        requirePossible(size, order.length, nClasses);
        return { train: order.slice(0, size).sort(), test };
      });
      return { folds: made, trainSize: trainSizeOf(made) };
    });
  return reduced.filter(({ trainSize }, i) => trainSize !== reduced[i - 1]?.trainSize);
}

/** @param nClasses undefined where classes may be absent. */
function requirePossible(size: number, atMost: number, nClasses: number | undefined): void {
  const task = `measure the learning curve at ${size} training samples`;
  if (nClasses === undefined && size < 2) {
    throw new DataError(`Cannot ${task} as there must be at least two`);
  }
  if (nClasses !== undefined && size < nClasses) {
    throw new DataError(`Cannot ${task} as every class must be among them: there are ${nClasses} classes`);
  }
  if (size >= atMost) {
    throw new DataError(`Cannot ${task} as every training part must hold more: the smallest holds ${atMost}`);
  }
}
