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
  for (const [cell, { predictions }] of evaluations) {
    for (const { row, fold, yTrue, yPred, confidence } of predictions) {
      const sample = dataset.samples[kept[row]!]!;
      const fields = [cell.id, sample.id, fold, dataset.classNames[yTrue]!, dataset.classNames[yPred]!];
      lines.push([...fields, confidence?.toPrecision(6) ?? ''].map(quoted).join(','));
    }
  }
  return `${lines.join('\n')}\n`;
}

/** RFC 4180. */
function quoted(field: string | number): string {
  const text = String(field);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
