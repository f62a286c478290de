import type { LogisticRegressionParams } from '../linear/logistic-params.ts';
import { reference } from './reference.ts';

/** The package's own default, for gradients summed over the samples. */
const LEARNING_RATE = 5e-4;

/** logistic-regression by ml-logistic-regression. */
export const mljsLogisticRegression = reference<LogisticRegressionParams>({
  type: 'logistic-regression',
  summary:
    'ml-logistic-regression is one-vs-rest and unregularised (C, penalty and classWeight count for nothing), takes maxIterations gradient steps without a test of convergence, and has no probabilities',
  train: async ({ rows, labels }, { maxIterations, fitIntercept }) => {
    const [{ default: LogisticRegression }, { Matrix }] = await packages();
    const model = new LogisticRegression({ numSteps: maxIterations, learningRate: LEARNING_RATE });
    model.train(new Matrix(withIntercept(rows, fitIntercept)), Matrix.columnVector(labels));
    return { fitIntercept, model: model.toJSON() };
  },
  load: async (saved) => {
    const [{ default: LogisticRegression }, { Matrix }] = await packages();
    const { fitIntercept, model } = saved as { fitIntercept: boolean; model: unknown };
    const loaded = LogisticRegression.load(model);
    return (rows) => loaded.predict(new Matrix(withIntercept(rows, fitIntercept)));
  },
});

function packages() {
  return Promise.all([import('ml-logistic-regression'), import('ml-matrix')]);
}

/** The package knows no intercept: a feature that is always 1 stands for it. */
function withIntercept(rows: number[][], fitIntercept: boolean): number[][] {
  return fitIntercept ? rows.map((row) => [...row, 1]) : rows;
}
