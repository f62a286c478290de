/** How often each id occurs, `[id, times]`, the most frequent first. */
export function countIds(ids: readonly number[]): readonly (readonly [number, number])[] {
  const counts = new Map<number, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || a - b);
}
