/** Samples of each class, `[class id, samples]`, the largest first. */
export function classCounts(
  classIds: readonly number[],
  rows: readonly number[],
): readonly (readonly [number, number])[] {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(classIds[row]!, (counts.get(classIds[row]!) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || a - b);
}
