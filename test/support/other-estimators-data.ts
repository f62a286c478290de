import { matrixFrom } from '../../src/core/index.ts';
import { golden } from './golden.ts';

const { XTrain, yTrain, XTest } = golden<{ XTrain: number[][]; yTrain: number[]; XTest: number[][] }>(
  'estimator-others/data.json',
);

/** The data of test/golden/estimator-others/data.json: 6 features, classes 0, 1 and 3 of four. */
export const train = { X: matrixFrom(XTrain), y: Int32Array.from(yTrain) };
export const test = matrixFrom(XTest);
