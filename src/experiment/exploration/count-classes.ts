/** How many of some samples are of each class, the most frequent first, equals by id. */
export function countClasses(
  rows: readonly number[],
  y: Int32Array,
): [first: [classId: number, n: number], ...others: [classId: number, n: number][]] {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(y[row]!, (counts.get(y[row]!) ?? 0) + 1);
  const [first, ...others] = [...counts].sort(([a, n], [b, m]) => m - n || a - b);
  if (first === undefined)
    throw new RangeError('Cannot count classes as there must be a sample: there is none');
  return [first, ...others];
}

/** The most frequent class of some samples, and its share. */
export function majorityOf(
  rows: readonly number[],
  y: Int32Array,
): { readonly classId: number; readonly purity: number } {
  const [[classId, n]] = countClasses(rows, y);
  return { classId, purity: n / rows.length };
}
