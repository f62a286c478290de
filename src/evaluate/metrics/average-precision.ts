import { rankByClass } from './class-ranking.ts';
import { defineMetric } from './define-metric.ts';
import { meanPrecision } from './mean-precision.ts';

/** Average precision, each class against the rest, mean over the classes, of two classes too: precision at the place of
 * each sample of the class, equally probable samples at one place. Classes without samples do not count.
 * Source: scikit-learn, `average_precision_score(average='macro')`. */
export const averagePrecision = defineMetric({
  id: 'averagePrecision',
  title: 'Average precision',
  better: 'higher',
  range: [0, 1],
  needs: 'proba',
  weighted: (predictions) => meanPrecision(rankByClass(predictions, [...Array(predictions.nClasses).keys()])),
});
