import type { Results } from '../result/index.ts';
import { count, formatShort } from './format.ts';
import { name, type Phrase, phrase } from './phrase.ts';

export type Task = NonNullable<Results['dataset']['task']>;

/** What a result is of. */
export function taskOf({ dataset }: Pick<Results, 'dataset'>): Task {
  return dataset.task ?? 'classification';
}

/** Types of models that ignore the features. */
export const floorTypes: readonly string[] = ['majority', 'mean'];

/** How a report speaks of what is predicted. */
export interface TaskWords {
  /** What a sample is labelled with: `class`. */
  readonly target: string;
  /** The same of several: `labels`. */
  readonly targets: string;
  /** What a model does that knows nothing of the samples. */
  readonly floor: string;
  /** Title of what is told of the predictions themselves. */
  readonly predictions: string;
}

export const taskWords: Readonly<Record<Task, TaskWords>> = {
  classification: {
    target: 'class',
    targets: 'labels',
    floor: 'the majority class',
    predictions: 'What is taken for what',
  },
  regression: {
    target: 'number',
    targets: 'numbers',
    floor: 'always saying the mean',
    predictions: 'Predicted and actual',
  },
  'multi-label': {
    target: 'labels',
    targets: 'labels',
    floor: 'saying the same of every sample',
    predictions: 'How each label fares',
  },
};

/** What the numbers of a result are called: by their column where that is known. */
export function numbersPhrase({ dataset: { targetName } }: Pick<Results, 'dataset'>): Phrase {
  return targetName === undefined ? phrase`numbers` : phrase`${name(targetName)}`;
}

/** `600 samples in 11 classes`, `600 samples with 8 labels`, `600 samples with numbers from 1 to 5`.
 * @param before what stands before the number of classes. */
export function samplesPhrase({ dataset }: Pick<Results, 'dataset'>, before = ' in'): Phrase {
  const { nSamples, classNames, labelNames, numbers } = dataset;
  const samples = count(nSamples, 'sample');
  if (numbers !== undefined) {
    return phrase`${samples} with ${numbersPhrase({ dataset })} from ${formatShort(numbers.min)} to ${formatShort(numbers.max)}`;
  }
  if (labelNames !== undefined) return phrase`${samples} with ${count(labelNames.length, 'label')}`;
  return phrase`${samples}${before} ${count(classNames.length, 'class', 'classes')}`;
}
