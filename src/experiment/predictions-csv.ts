import type { Dataset } from '../dataset/index.ts';
import type { CellEvaluation } from '../evaluate/index.ts';
import type { Cell } from './cells.ts';

/** Every test prediction of every cell as CSV: cell, sample, fold, true class, predicted class, confidence. */
export function predictionsCsv(
  evaluations: ReadonlyMap<Cell, CellEvaluation>,
  dataset: Dataset,
  kept: Int32Array,
): string {
  const lines = ['cell,sample,fold,true,predicted,confidence'];
  const { samples, classNames } = dataset;
  for (const [cell, { tested }] of evaluations) {
    for (const [fold, { rows, yTrue, yPred, proba }] of tested.entries()) {
      for (const [i, row] of rows.entries()) {
        const [actual, predicted] = [yTrue[i]!, yPred[i]!];
        const fields = [cell.id, samples[kept[row]!]!.id, fold, classNames[actual]!, classNames[predicted]!];
        const confidence = proba === undefined ? '' : proba.data[i * proba.cols + predicted]!.toPrecision(6);
        lines.push([...fields, confidence].map(quoted).join(','));
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

/** RFC 4180. */
function quoted(field: string | number): string {
  const text = String(field);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
