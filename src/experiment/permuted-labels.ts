import { createRng, deriveSeed, type Effects, takeLabels, takeTargets } from '../core/index.ts';
import type { EvaluationData } from './cell-task.ts';
import type { Cell } from './cells.ts';
import { type CellsInput, type EvaluatedCells, evaluateCells } from './evaluate-cells.ts';

/** Evaluate the best cell once more with shuffled labels, where the config asks for it: nothing can be learned from them,
 * so a score above chance would come from a fault in how it is measured.
 * @param best its id.
 * @returns no cell where the config does not ask. */
export async function evaluatePermuted(
  input: Omit<CellsInput, 'cells'>,
  cells: readonly Cell[],
  best: string,
  effects: Effects,
): Promise<EvaluatedCells> {
  const { config, data } = input;
  if (!config.evaluation.controls.includes('permuted-labels')) return { evaluations: new Map(), reused: 0 };
  const chosen = cells.find(({ id }) => id === best)!;
  const control: Cell = { ...chosen, id: `${best}, labels permuted`, role: 'control', labels: 'permuted' };
  return evaluateCells({ ...input, cells: [control], data: permuteLabels(data, config.seed) }, effects);
}

/** Shuffle the labels, or the targets with what stratifies, of all samples; the folds stay. */
function permuteLabels({ y, targets, ...rest }: EvaluationData, seed: number): EvaluationData {
  const rng = createRng(deriveSeed(seed, 'permuted-labels'));
  const order = rng.shuffle(Int32Array.from(y.keys()));
  return {
    ...rest,
    y: takeLabels(y, order),
    ...(targets && { targets: takeTargets(targets, order) }),
  };
}
