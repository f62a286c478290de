import type { Task } from '../core/index.ts';
import type { Dataset } from '../dataset/index.ts';
import { transferabilityScores } from '../evaluate/index.ts';
import { planSpaces } from '../feature/index.ts';
import type { PreparedExperiment } from './prepare.ts';

/** What a run is about to do: data, features, cells; one line each. */
export function describePlan(prepared: PreparedExperiment): string[] {
  const { config, dataset, protocolInWords, extraction, cells } = prepared;
  const layers = extraction.backbones.map(
    ({ backbone, spaces }) => `${countOf(spaces.length, 'layer')} of ${backbone.id}`,
  );
  const baselines = extraction.recipes.map(({ id }) => id);
  return [
    `Data: ${countOf(dataset.samples.length, dataset.modality)} ${targetsIn(dataset)} (${dataset.id})`,
    `Feature spaces: ${planSpaces(extraction).length} = ${[...layers, ...baselines].join(' + ')}`,
    `Cells: ${cells.length} = feature spaces × ${countOf(config.models.length, 'model')}, and ${floorsInWords[dataset.task]} as the floor; ${protocolInWords}`,
    ...describeEvaluation(config, dataset.task),
  ];
}

const floorsInWords: Readonly<Record<Task, string>> = {
  classification: 'the majority class',
  regression: 'the mean',
  'multi-label': 'what most samples have of each label',
};

/** What the samples are labelled with: `in 2 classes`, `with price from 1 to 5`, `with 8 labels`. */
function targetsIn({ task, samples, classNames, labelNames = [], targetName = 'numbers' }: Dataset): string {
  if (task === 'classification') return `in ${countOf(classNames.length, 'class', 'classes')}`;
  if (task === 'multi-label') return `with ${countOf(labelNames.length, 'label')}`;
  const sorted = Float64Array.from(samples, ({ target }) => target as number).sort();
  return `with ${targetName} from ${sorted[0]} to ${sorted.at(-1)}`;
}

/** What is computed beside the cells. */
function describeEvaluation({ evaluation }: PreparedExperiment['config'], task: Task): string[] {
  const { prune, selection, tune, learningCurve, controls, dataQuality } = evaluation;
  return [
    ...(prune === undefined
      ? []
      : [
          `Pruning: layers whose ${transferabilityScores.get(prune.score).title} is below the best by more than ${Math.round(prune.gap * 100)} % of the range are dropped before training; the best ${prune.keep} stay`,
        ]),
    ...(selection === 'nested'
      ? [
          `Selection: nested; every cell is scored on ${tune.folds} inner folds of each training part too, to judge the picking of the best`,
        ]
      : []),
    ...(learningCurve === undefined
      ? []
      : [
          `Learning curve: the best ${countOf(learningCurve.cells, 'cell')} and the best baseline with less training data`,
        ]),
    ...(controls.includes('permuted-labels')
      ? [`Control: the best cell once more with shuffled ${task === 'regression' ? 'numbers' : 'labels'}`]
      : []),
    ...(dataQuality
      ? [
          `Data quality: duplicates, leaks${task === 'classification' ? ', doubtful labels' : ''} and outliers are looked for`,
        ]
      : []),
  ];
}

/** `1 image`, `600 texts`, `2 classes`. */
export function countOf(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
