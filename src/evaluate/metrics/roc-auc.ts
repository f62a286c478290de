import { type ClassRanking, rankByClass } from './class-ranking.ts';
import { defineMetric } from './define-metric.ts';

/** Area under the ROC curve, each class against the rest, mean over the classes; of two classes that of the second.
 * It is how likely a sample of the class is ranked above another, ties counting half. A class that no sample or every
 * sample has does not count; where none is left it is 0.5.
 * Source: scikit-learn, `roc_auc_score(multi_class='ovr', average='macro')`. */
export const rocAuc = defineMetric({
  id: 'rocAuc',
  title: 'ROC AUC',
  better: 'higher',
  range: [0, 1],
  needs: 'proba',
  weighted: (predictions) => {
    const classes = predictions.nClasses === 2 ? [1] : [...Array(predictions.nClasses).keys()];
    const rankings = rankByClass(predictions, classes);
    return (weights) => {
      let sum = 0;
      let counted = 0;
      for (const ranking of rankings) {
        const area = areaUnderRoc(ranking, weights);
        if (area === undefined) continue;
        sum += area;
        counted += 1;
      }
      return counted === 0 ? 0.5 : Math.min(sum / counted, 1);
    };
  },
});

/** @returns undefined where the class or the rest has no weight. */
function areaUnderRoc(
  { order, isOfClass, endsTie }: ClassRanking,
  weights: Float64Array,
): number | undefined {
  let inClass = 0;
  let others = 0;
  let tiedInClass = 0;
  let tiedOthers = 0;
  let area = 0;
  for (let place = 0; place < order.length; place++) {
    const weight = weights[order[place]!]!;
    const weightInClass = weight * isOfClass[place]!;
    tiedInClass += weightInClass;
    tiedOthers += weight - weightInClass;
    if (endsTie[place] === 0) continue;
    area += tiedOthers * (inClass + tiedInClass / 2);
    inClass += tiedInClass;
    others += tiedOthers;
    tiedInClass = 0;
    tiedOthers = 0;
  }
  return inClass === 0 || others === 0 ? undefined : area / (inClass * others);
}
