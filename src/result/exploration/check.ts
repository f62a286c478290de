import type { Exploration } from './schema.ts';

/** What must hold between the fields of an exploration, which a schema cannot say.
 * @returns the first thing that does not hold, as `<rule>: <value seen>`, or undefined. */
export function inconsistencyOf(exploration: Exploration): string | undefined {
  const { samples, tests, predictions, top, maps, neighbours, predictionDepth, clusters } = exploration;
  const { predictedNumbers = [], predictedLabels = [] } = exploration;
  const nRows = samples.ids.length;
  const nTests = tests?.rows.length ?? 0;
  const { thumbnails } = samples;
  const sheets = thumbnails && Math.ceil(nRows / thumbnails.columns ** 2);
  return (
    firstOdd('samples', nRows, [
      samples.classIds,
      samples.numbers,
      samples.labels,
      samples.splits,
      samples.texts,
      clusters?.ofRow,
    ]) ??
    (thumbnails?.sheets.length === sheets
      ? undefined
      : `thumbnails must fill ${sheets} sheets: ${thumbnails?.sheets.length} sheets`) ??
    firstOdd('tests', nTests, [
      tests?.folds,
      predictionDepth?.depths,
      ...predictions.flatMap(({ predicted, confidence, ofTrue }) => [predicted, confidence, ofTrue]),
      ...predictedNumbers.map(({ predicted }) => predicted),
      ...predictedLabels.map(({ predicted }) => predicted),
    ]) ??
    firstOf(top, ({ cell, k, classes, shares }) =>
      firstOdd(`the likeliest classes of "${cell}"`, nTests * k, [classes, shares]),
    ) ??
    firstOf(maps, ({ feature, method, rows, x, y }) =>
      firstOdd(`the ${method} map of "${feature}"`, rows.length, [x, y]),
    ) ??
    firstOf(neighbours, ({ feature, k, of, rows }) =>
      firstOdd(`the neighbours in "${feature}"`, k * (of?.length ?? nRows), [rows]),
    ) ??
    firstBeyond(exploration, nRows)
  );
}

/** The first list that does not hold as many values as it must. */
function firstOdd(
  what: string,
  length: number,
  lists: readonly (readonly unknown[] | undefined)[],
): string | undefined {
  const odd = lists.find((list) => list !== undefined && list.length !== length);
  return odd && `lists of ${what} must hold ${length} values: one holds ${odd.length}`;
}

function firstOf<Item>(
  items: readonly Item[],
  check: (item: Item) => string | undefined,
): string | undefined {
  for (const item of items) {
    const found = check(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The first row that no sample has. */
function firstBeyond(exploration: Exploration, nRows: number): string | undefined {
  const { tests, maps, neighbours, units, atlas, clusters } = exploration;
  const lists = [
    tests?.rows ?? [],
    ...maps.map(({ rows }) => rows),
    ...neighbours.flatMap(({ of = [], rows }) => [of, rows]),
    ...units.flatMap((space) => space.units.map(({ rows }) => rows)),
    ...(atlas?.tiles.map(({ rows }) => rows) ?? []),
    ...(clusters?.clusters.map(({ exemplars }) => exemplars) ?? []),
  ];
  for (const rows of lists) {
    const beyond = rows.find((row) => row >= nRows);
    if (beyond !== undefined) return `rows must be below ${nRows}: ${beyond}`;
  }
  return undefined;
}
