import { createRegistry } from '../../core/index.ts';
import type { Metric, Predictions } from '../types.ts';
import { accuracy } from './accuracy.ts';
import { ari } from './ari.ts';
import { balancedAccuracy } from './balanced-accuracy.ts';
import { logLoss } from './log-loss.ts';
import { macroF1 } from './macro-f1.ts';
import { nmi } from './nmi.ts';

/** Every metric by the name that YAML and results.json use. */
export const metrics = createRegistry<Metric>('metric', [
  accuracy,
  balancedAccuracy,
  macroF1,
  logLoss,
  ari,
  nmi,
]);

/** Whether the predictions hold what the metric needs. */
export function isComputable(metric: Metric, predictions: Predictions): boolean {
  return metric.needs === undefined || predictions[metric.needs] !== undefined;
}

/** What the metric needs beside labels, in words. */
export function needOf(metric: Metric): string {
  return metric.needs === 'clusters' ? 'clusters' : 'probabilities';
}
