import type { Task } from '../../core/index.ts';
import { countPredictions, taskOf } from '../predictions.ts';
import type { ClassPredictions, Metric, Predictions, PredictionsOf } from '../types.ts';
import { type ClassCounts, classCounter } from './class-counts.ts';
import { labelCounter } from './label-counts.ts';

/** A metric but for what follows from its weighted form. */
type WeightedForm<Of extends Task> = Omit<Metric, 'compute' | 'weighted' | 'task'> & {
  readonly task: Of;
  weighted(predictions: PredictionsOf<Of>): (weights: Float64Array) => number;
};

/** Complete a metric that is given by its weighted form: unweighted, every sample counts once.
 * @returns a metric that throws a RangeError for predictions of another task. */
export function defineTaskMetric<Of extends Task>(metric: WeightedForm<Of>): Metric {
  const weighted = (predictions: Predictions) => {
    const task = taskOf(predictions);
    if (task !== metric.task) {
      throw new RangeError(
        `Cannot compute ${metric.id} as predictions must be of ${metric.task}: they are of ${task}`,
      );
    }
    return metric.weighted(predictions as PredictionsOf<Of>);
  };
  return {
    ...metric,
    weighted,
    compute: (predictions) => weighted(predictions)(new Float64Array(countPredictions(predictions)).fill(1)),
  };
}

/** Complete a metric of classes that is given by its weighted form. */
export function defineMetric(
  metric: Omit<Metric, 'compute' | 'weighted' | 'task'> & {
    weighted(predictions: ClassPredictions): (weights: Float64Array) => number;
  },
): Metric {
  return defineTaskMetric({ ...metric, task: 'classification' });
}

/** A metric but for what follows from counts. */
type CountsForm = Omit<Metric, 'compute' | 'weighted' | 'task'> & { ofCounts(counts: ClassCounts): number };

/** A metric that depends on the predictions through the counts of each class alone. */
export function defineClassMetric({ ofCounts, ...metric }: CountsForm): Metric {
  return defineMetric({
    ...metric,
    weighted: (predictions) => {
      const count = classCounter(predictions);
      return (weights) => ofCounts(count(weights));
    },
  });
}

/** A metric of sets of labels that depends on them through the counts of each label alone. */
export function defineLabelMetric({ ofCounts, ...metric }: CountsForm): Metric {
  return defineTaskMetric({
    ...metric,
    task: 'multi-label',
    weighted: (predictions) => {
      const count = labelCounter(predictions);
      return (weights) => ofCounts(count(weights));
    },
  });
}
