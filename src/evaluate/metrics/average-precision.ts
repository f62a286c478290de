import { type ClassRanking, rankByClass } from './class-ranking.ts';
import { defineMetric } from './define-metric.ts';

/** Average precision, each class against the rest, mean over the classes, of two classes too: precision at the place of
 * each sample of the class, equally probable samples at one place. Classes without samples do not count.
 * Source: scikit-learn, `average_precision_score(average='macro')`. */
export const averagePrecision = defineMetric({
  id: 'averagePrecision',
  title: 'Average precision',
  better: 'higher',
  range: [0, 1],
  needs: 'proba',
  weighted: (predictions) => {
    const rankings = rankByClass(predictions, [...Array(predictions.nClasses).keys()]);
    return (weights) => {
      let sum = 0;
      let counted = 0;
      for (const ranking of rankings) {
        const precision = precisionOf(ranking, weights);
        if (precision === undefined) continue;
        sum += precision;
        counted += 1;
      }
      return Math.min(sum / counted, 1);
    };
  },
});

/** @returns undefined where the class has no weight. */
function precisionOf({ order, isOfClass, endsTie }: ClassRanking, weights: Float64Array): number | undefined {
  let found = 0;
  let seen = 0;
  let tied = 0;
  let sum = 0;
  for (let place = 0; place < order.length; place++) {
    const weight = weights[order[place]!]!;
    seen += weight;
    tied += weight * isOfClass[place]!;
    if (endsTie[place] === 0 || tied === 0) continue;
    found += tied;
    sum += (tied * found) / seen;
    tied = 0;
  }
  return found === 0 ? undefined : sum / found;
}
