import { createRegistry } from '../../core/index.ts';
import { isOfClasses, taskOf } from '../predictions.ts';
import type { Metric, Predictions } from '../types.ts';
import { accuracy } from './accuracy.ts';
import { ari } from './ari.ts';
import { averagePrecision } from './average-precision.ts';
import { balancedAccuracy } from './balanced-accuracy.ts';
import { brier } from './brier.ts';
import { ece } from './ece.ts';
import { hammingLoss } from './hamming-loss.ts';
import { kappa } from './kappa.ts';
import { labelAveragePrecision } from './label-average-precision.ts';
import { labelMacroF1 } from './label-macro-f1.ts';
import { labelMicroF1 } from './label-micro-f1.ts';
import { logLoss } from './log-loss.ts';
import { macroF1 } from './macro-f1.ts';
import { mae } from './mae.ts';
import { mcc } from './mcc.ts';
import { meanAveragePrecision } from './mean-average-precision.ts';
import { meanPerClassRecall } from './mean-per-class-recall.ts';
import { nmi } from './nmi.ts';
import { purity } from './purity.ts';
import { r2 } from './r2.ts';
import { recallAt1 } from './recall-at-1.ts';
import { recallAt5 } from './recall-at-5.ts';
import { recallAt10 } from './recall-at-10.ts';
import { rmse } from './rmse.ts';
import { rocAuc } from './roc-auc.ts';
import { silhouette } from './silhouette.ts';
import { subsetAccuracy } from './subset-accuracy.ts';
import { top3Accuracy } from './top-3-accuracy.ts';
import { top5Accuracy } from './top-5-accuracy.ts';
import { vMeasure } from './v-measure.ts';
import { weightedF1 } from './weighted-f1.ts';

/** Every metric by the name that YAML and results.json use. */
export const metrics = createRegistry<Metric>('metric', [
  accuracy,
  balancedAccuracy,
  meanPerClassRecall,
  macroF1,
  weightedF1,
  kappa,
  mcc,
  top3Accuracy,
  top5Accuracy,
  rocAuc,
  averagePrecision,
  logLoss,
  brier,
  ece,
  ari,
  nmi,
  vMeasure,
  purity,
  silhouette,
  recallAt1,
  recallAt5,
  recallAt10,
  meanAveragePrecision,
  r2,
  mae,
  rmse,
  labelAveragePrecision,
  labelMicroF1,
  labelMacroF1,
  subsetAccuracy,
  hammingLoss,
]);

/** Whether the predictions are of the metric's task and hold what it needs. */
export function isComputable({ id, task, needs }: Metric, predictions: Predictions): boolean {
  if (task !== taskOf(predictions)) return false;
  if (!isOfClasses(predictions)) return needs === undefined;
  if (needs === 'features') return predictions.sampleScores?.[id] !== undefined;
  return needs === undefined || predictions[needs] !== undefined;
}

const needWords = { proba: 'probabilities', clusters: 'clusters', features: 'features' } as const;

/** What the metric needs beside labels, in words. */
export function needOf({ needs = 'proba' }: Metric): string {
  return needWords[needs];
}
