import { matrixFrom } from '../../src/core/index.ts';
import { golden } from './golden.ts';

const data = golden<{ X: number[][]; weights: number[] }>('cluster/k-means-data.json');

/** The data of test/golden/cluster/k-means-data.json: 500 samples of 6 features, all of class 0; every seventh has weight 0. */
export const points = {
  X: matrixFrom(data.X),
  y: new Int32Array(data.X.length),
  weights: Float64Array.from(data.weights),
};
