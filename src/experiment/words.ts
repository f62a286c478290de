import { planSpaces } from '../feature/index.ts';
import type { PreparedExperiment } from './prepare.ts';

/** What a run is about to do: data, features, cells; one line each. */
export function describePlan(prepared: PreparedExperiment): string[] {
  const { config, dataset, protocolInWords, extraction, cells } = prepared;
  const layers = extraction.backbones.map(
    ({ backbone, spaces }) => `${countOf(spaces.length, 'layer')} of ${backbone.id}`,
  );
  const baselines = extraction.recipes.map(({ id }) => id);
  const { learningCurve } = config.evaluation;
  return [
    `Data: ${countOf(dataset.samples.length, dataset.modality)} in ${countOf(dataset.classNames.length, 'class', 'classes')} (${dataset.id})`,
    `Feature spaces: ${planSpaces(extraction).length} = ${[...layers, ...baselines].join(' + ')}`,
    `Cells: ${cells.length} = feature spaces × ${countOf(config.models.length, 'model')}, and the majority class as the floor; ${protocolInWords}`,
    ...(learningCurve === undefined
      ? []
      : [
          `Learning curve: the best ${countOf(learningCurve.cells, 'cell')} and the best baseline with less training data`,
        ]),
  ];
}

/** `1 image`, `600 texts`, `2 classes`. */
export function countOf(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
