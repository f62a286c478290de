import { fitted, type Row } from './row.ts';

/** Rounds of each data set: enough to time, few enough for scikit-learn to end within a minute. */
const ROUNDS: Readonly<Record<string, number>> = { small: 20, emoji: 20, large: 2 };

/** Boosted trees, one per class and round. */
export const boostingRows: readonly Row[] = Object.entries(ROUNDS).map(([data, rounds]) => ({
  data,
  model: 'gradient-boosted-trees',
  timed: ['fit', 'predict'],
  params: { max_iter: rounds, early_stopping: false },
  quality: 'accuracy',
  run: fitted('gradient-boosted-trees', { maxIterations: rounds, earlyStopping: 'off' }),
}));
