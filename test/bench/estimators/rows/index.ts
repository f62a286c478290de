import { bayesRows } from './bayes.ts';
import { boostingRows } from './boosting.ts';
import { clusterRows } from './cluster.ts';
import { discriminantRows } from './discriminant.ts';
import { logisticRegressionRows } from './linear.ts';
import { marginRows } from './margin.ts';
import { mixtureRows } from './mixture.ts';
import { neighbourRows } from './neighbours.ts';
import { targetRows } from './regression.ts';
import type { Row } from './row.ts';
import { sparseRows } from './sparse.ts';
import { svmRows } from './svm.ts';
import { transformRows } from './transform.ts';
import { forestRows } from './tree.ts';

/** Every row of the table. */
export const rows: readonly Row[] = [
  ...logisticRegressionRows,
  ...marginRows,
  ...svmRows,
  ...sparseRows,
  ...forestRows,
  ...boostingRows,
  ...bayesRows,
  ...discriminantRows,
  ...neighbourRows,
  ...clusterRows,
  ...mixtureRows,
  ...transformRows,
  ...targetRows,
];
