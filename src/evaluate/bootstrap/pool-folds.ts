import type { TestedFold } from '../types.ts';

/** All test predictions as if they were of one fold. Clusters stay out, as their ids mean something within a fold only.
 * @param folds each with probabilities, or they are left out; the same for scores. */
export function poolFolds(folds: readonly TestedFold[]): TestedFold {
  const first = folds[0]!;
  if (folds.length === 1) return first;
  const rows = joined(
    folds.map((fold) => fold.rows),
    Int32Array,
  );
  const probas = folds.flatMap(({ proba }) => proba ?? []);
  const ids = Object.keys(first.sampleScores ?? {}).filter((id) =>
    folds.every(({ sampleScores }) => sampleScores?.[id] !== undefined),
  );
  return {
    rows,
    yTrue: joined(
      folds.map((fold) => fold.yTrue),
      Int32Array,
    ),
    yPred: joined(
      folds.map((fold) => fold.yPred),
      Int32Array,
    ),
    nClasses: first.nClasses,
    ...(probas.length === folds.length && {
      proba: {
        data: joined(
          probas.map(({ data }) => data),
          Float32Array,
        ),
        rows: rows.length,
        cols: probas[0]!.cols,
      },
    }),
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

function joined<Values extends Int32Array | Float32Array | Float64Array>(
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
