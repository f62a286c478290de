import type { LabelMatrix, Matrix } from '../../core/index.ts';
import { isOfClasses } from '../predictions.ts';
import type { ClassFold, LabelSetPredictions, NumberPredictions, TestedFold } from '../types.ts';

/** All test predictions as if they were of one fold. Clusters stay out, as their ids mean something within a fold only.
 * @param folds of one task; each with probabilities, or they are left out; the same for scores. */
export function poolFolds(folds: readonly TestedFold[]): TestedFold {
  const first = folds[0]!;
  if (folds.length === 1) return first;
  const rows = joined(
    folds.map((fold) => fold.rows),
    Int32Array,
  );
  if (isOfClasses(first)) return { ...poolClasses(folds as readonly ClassFold[]), rows };
  const pooled =
    first.task === 'regression'
      ? poolNumbers(folds as readonly NumberPredictions[])
      : poolLabelSets(folds as readonly LabelSetPredictions[]);
  return { ...pooled, rows };
}

function poolClasses(folds: readonly ClassFold[]): Omit<ClassFold, 'rows'> {
  const first = folds[0]!;
  const probas = folds.flatMap(({ proba }) => proba ?? []);
  const ids = Object.keys(first.sampleScores ?? {}).filter((id) =>
    folds.every(({ sampleScores }) => sampleScores?.[id] !== undefined),
  );
  return {
    yTrue: joined(
      folds.map((fold) => fold.yTrue),
      Int32Array,
    ),
    yPred: joined(
      folds.map((fold) => fold.yPred),
      Int32Array,
    ),
    nClasses: first.nClasses,
    ...(probas.length === folds.length && { proba: stacked(probas, Float32Array) }),
    ...(ids.length > 0 && {
      sampleScores: Object.fromEntries(
        ids.map((id) => [
          id,
          joined(
            folds.map(({ sampleScores }) => sampleScores![id]!),
            Float64Array,
          ),
        ]),
      ),
    }),
  };
}

function poolNumbers(folds: readonly NumberPredictions[]): NumberPredictions {
  return {
    task: 'regression',
    yTrue: joined(
      folds.map(({ yTrue }) => yTrue),
      Float64Array,
    ),
    yPred: joined(
      folds.map(({ yPred }) => yPred),
      Float64Array,
    ),
  };
}

function poolLabelSets(folds: readonly LabelSetPredictions[]): LabelSetPredictions {
  const labels = (key: 'yTrue' | 'yPred'): LabelMatrix =>
    stacked(
      folds.map((fold) => fold[key]),
      Uint8Array,
    );
  const scores: Matrix = stacked(
    folds.map((fold) => fold.scores),
    Float32Array,
  );
  return { task: 'multi-label', yTrue: labels('yTrue'), yPred: labels('yPred'), scores };
}

/** One matrix above the other. */
function stacked<Values extends Float32Array | Uint8Array>(
  parts: readonly { readonly data: Values; readonly rows: number; readonly cols: number }[],
  Type: new (length: number) => Values,
) {
  return {
    data: joined(
      parts.map(({ data }) => data),
      Type,
    ),
    rows: parts.reduce((sum, part) => sum + part.rows, 0),
    cols: parts[0]!.cols,
  };
}

function joined<Values extends Int32Array | Float32Array | Float64Array | Uint8Array>(
  parts: readonly Values[],
  Type: new (length: number) => Values,
): Values {
  const result = new Type(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}
