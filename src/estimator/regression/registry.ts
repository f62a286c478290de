import { createRegistry, type Registry } from '../../core/index.ts';
import type { RegressorEntry } from '../types.ts';
import { mean } from './mean.ts';
import { randomForestRegression } from './random-forest-regression.ts';
import { ridgeRegression } from './ridge-regression.ts';

/** Every regressor by its id: one file, one line. */
export const regressors: Registry<RegressorEntry> = createRegistry<RegressorEntry>('model', [
  ridgeRegression,
  randomForestRegression,
  mean,
]);
