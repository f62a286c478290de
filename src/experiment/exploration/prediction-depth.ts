import { type ClassFold, classFoldsOf } from '../../evaluate/index.ts';
import type { FeatureSpace } from '../../feature/index.ts';
import type { Exploration } from '../../result/index.ts';
import type { Cell } from '../cells.ts';
import { chosenCell } from './ranked-cells.ts';
import type { ExplorationInput } from './types.ts';

/** Of each test, the layer from which on the chosen model is right for good: the same model on every layer of its
 * backbone that has the same pooling.
 * @returns undefined where no class is predicted or there is one layer only.
 * Source: after Baldock, Maennel & Neyshabur, Deep learning through the lens of example difficulty, NeurIPS 2021. */
export function predictionDepth(input: ExplorationInput): Exploration['predictionDepth'] {
  const chosen = chosenCell(input);
  const layers = [...input.evaluations]
    .flatMap(([cell, { tested }]) => {
      const folds = isLayerOf(chosen, cell) ? classFoldsOf(tested) : undefined;
      return folds === undefined ? [] : [{ cell, right: rightOf(folds) }];
    })
    .sort((a, b) => a.cell.space.depth! - b.cell.space.depth!);
  if (layers.length < 2) return undefined;
  const depths = layers[0]!.right.map((_, test) => layers.findLastIndex(({ right }) => !right[test]) + 1);
  return {
    model: chosen.model.type,
    features: layers.map(({ cell }) => cell.space.id),
    cells: layers.map(({ cell }) => cell.id),
    depths,
  };
}

/** Whether a cell is the chosen one's model on a layer of the same backbone. */
function isLayerOf(chosen: Cell, { space, model, labels }: Cell): boolean {
  const same: readonly (keyof FeatureSpace)[] = ['kind', 'backbone', 'pooling', 'weights', 'provider'];
  return (
    space.depth !== undefined &&
    model === chosen.model &&
    labels === undefined &&
    same.every((field) => space[field] === chosen.space[field])
  );
}

function rightOf(folds: readonly ClassFold[]): boolean[] {
  return folds.flatMap(({ yTrue, yPred }) => Array.from(yTrue, (classId, i) => classId === yPred[i]));
}
