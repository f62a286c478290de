// What is used of the ml-* packages that come without (valid) types.

declare module 'ml-svm' {
  export default class SVM {
    constructor(options: {
      C: number;
      tol: number;
      kernel: 'linear' | 'rbf';
      kernelOptions: { sigma?: number };
      whitening: boolean;
      random: () => number;
    });
    /** @param labels 1 or -1. */
    train(features: number[][], labels: number[]): void;
    predict(features: number[][]): number[];
    /** Positions of the support vectors among the samples. */
    supportVectors(): number[];
    toJSON(): unknown;
    static load(model: unknown): SVM;
  }
}

declare module 'ml-random-forest' {
  export class RandomForestClassifier {
    constructor(options: {
      nEstimators: number;
      maxFeatures: number;
      replacement: boolean;
      seed: number;
      useSampleBagging: boolean;
      noOOB: boolean;
      treeOptions: { minNumSamples: number; maxDepth: number; gainThreshold: number };
    });
    train(trainingSet: number[][], trainingValues: number[]): void;
    predict(toPredict: number[][]): number[];
    toJSON(): unknown;
    static load(model: unknown): RandomForestClassifier;
  }
}

declare module 'ml-logistic-regression' {
  import type { Matrix } from 'ml-matrix';
  export default class LogisticRegression {
    constructor(options: { numSteps: number; learningRate: number });
    train(X: Matrix, Y: Matrix): void;
    predict(Xtest: Matrix): number[];
    toJSON(): unknown;
    static load(model: unknown): LogisticRegression;
  }
}
