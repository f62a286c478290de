/** Samples grouped by what they consist of. */
export interface Contents {
  /** The content of each sample, in [0, nContents), (nSamples,). */
  readonly ids: Int32Array;
  /** The first sample of each content, ascending, (nContents,). */
  readonly firsts: Int32Array;
}

/** Number the contents of a data set in the order in which they first occur. */
export function numberContents(keys: readonly string[]): Contents {
  const known = new Map<string, number>();
  const firsts: number[] = [];
  const ids = Int32Array.from(keys, (key, row) => {
    const id = known.get(key);
    if (id !== undefined) return id;
    known.set(key, firsts.length);
    return firsts.push(row) - 1;
  });
  return { ids, firsts: Int32Array.from(firsts) };
}
