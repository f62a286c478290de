import type { ReportView } from './view.ts';

/** How one class fared with the chosen cell. */
export interface ClassRow {
  readonly className: string;
  readonly total: number;
  /** Share of the class that was found (recall); undefined where the test parts held none. */
  readonly found: number | undefined;
  /** Share of the predictions of this class that were right (precision); undefined where it was never predicted. */
  readonly right: number | undefined;
  /** The class it was most often taken for. */
  readonly takenFor?: { readonly className: string; readonly count: number };
}

/** One row for each class, in the order of the data set; none where samples have no class. */
export function classReport({ results, chosen }: ReportView): readonly ClassRow[] {
  const { classNames } = results.dataset;
  const { confusion } = chosen;
  if (confusion === undefined) return [];
  return classNames.map((className, i) => {
    const row = confusion[i]!;
    const total = sum(row);
    const predicted = sum(confusion.map((counts) => counts[i]!));
    const errors = row.map((n, j) => (j === i ? 0 : n));
    const most = errors.indexOf(Math.max(...errors));
    return {
      className,
      total,
      found: total === 0 ? undefined : row[i]! / total,
      right: predicted === 0 ? undefined : row[i]! / predicted,
      ...(errors[most]! > 0 ? { takenFor: { className: classNames[most]!, count: errors[most]! } } : {}),
    };
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
