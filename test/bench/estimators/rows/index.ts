import { bayesRows } from './bayes.ts';
import { clusterRows } from './cluster.ts';
import { logisticRegressionRows } from './linear.ts';
import { marginRows } from './margin.ts';
import { neighbourRows } from './neighbours.ts';
import type { Row } from './row.ts';
import { svmRows } from './svm.ts';
import { transformRows } from './transform.ts';
import { forestRows } from './tree.ts';

/** Every row of the table. */
export const rows: readonly Row[] = [
  ...logisticRegressionRows,
  ...marginRows,
  ...svmRows,
  ...forestRows,
  ...bayesRows,
  ...neighbourRows,
  ...clusterRows,
  ...transformRows,
];
