import { type LabelMatrix, rowOf } from '../core/index.ts';
import type { Dataset } from '../dataset/index.ts';
import type { CellEvaluation, TestedFold } from '../evaluate/index.ts';
import { csvLine } from '../result/index.ts';
import type { Cell } from './cells.ts';

/** Every test prediction of every cell as CSV: cell, sample, fold, what is true and what was predicted. Of classes the
 * confidence in the predicted one follows; of sets of labels, which are separated by semicolons, the score of each; where
 * samples have groups, theirs, which is empty where a sample has none. */
export function predictionsCsv(
  evaluations: ReadonlyMap<Cell, CellEvaluation>,
  dataset: Dataset,
  kept: Int32Array,
): string {
  const { samples, classNames, labelNames = [] } = dataset;
  const scored = { classification: ['confidence'], regression: [], 'multi-label': labelNames.map(scoreOf) };
  const hasGroups = Array.from(kept).some((index) => samples[index]!.group !== undefined);
  const head = ['cell', 'sample', 'fold', 'true', 'predicted', ...scored[dataset.task]];
  const lines = [csvLine(hasGroups ? [...head, 'group'] : head)];
  for (const [cell, { tested }] of evaluations) {
    for (const [fold, predictions] of tested.entries()) {
      const fieldsOf = describer(predictions, classNames, labelNames);
      for (const [i, row] of predictions.rows.entries()) {
        const { id, group = '' } = samples[kept[row]!]!;
        const fields = [cell.id, id, fold, ...fieldsOf(i)];
        lines.push(csvLine(hasGroups ? [...fields, group] : fields));
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

function scoreOf(label: string): string {
  return `score of ${label}`;
}

/** @returns what gives the fields after the fold, for a prediction. */
function describer(
  fold: TestedFold,
  classNames: readonly string[],
  labelNames: readonly string[],
): (i: number) => readonly (string | number)[] {
  if (fold.task === 'regression') return (i) => [fold.yTrue[i]!, fold.yPred[i]!];
  if (fold.task === 'multi-label') {
    const named = ({ data, cols }: LabelMatrix, i: number) =>
      labelNames.filter((_, label) => data[i * cols + label] === 1).join(';');
    const scores = (i: number) => Array.from(rowOf(fold.scores, i), (score) => score.toPrecision(6));
    return (i) => [named(fold.yTrue, i), named(fold.yPred, i), ...scores(i)];
  }
  const { yTrue, yPred, proba } = fold;
  return (i) => {
    const predicted = yPred[i]!;
    const confidence = proba === undefined ? '' : proba.data[i * proba.cols + predicted]!.toPrecision(6);
    return [classNames[yTrue[i]!]!, classNames[predicted]!, confidence];
  };
}
