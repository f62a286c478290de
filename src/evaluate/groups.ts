/** Which group each sample belongs to, as ids in [0, nGroups). */
export interface Groups {
  readonly ids: Int32Array;
  readonly nGroups: number;
}

/** Number the groups of a data set; a sample without one is a group of its own.
 * @param names per sample.
 * @returns undefined if no sample names a group. */
export function numberGroups(names: readonly (string | undefined)[] | undefined): Groups | undefined {
  if (names === undefined || names.every((name) => name === undefined)) return undefined;
  const known = new Map<string, number>();
  const ids = new Int32Array(names.length);
  let nGroups = 0;
  names.forEach((name, i) => {
    const id = name === undefined ? nGroups++ : (known.get(name) ?? nGroups++);
    if (name !== undefined) known.set(name, id);
    ids[i] = id;
  });
  return { ids, nGroups };
}
