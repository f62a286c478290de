import { didYouMean } from './suggest.ts';

/** A fixed set of named things of one kind: `backbone`, `model`, `metric`, …. */
export interface Registry<T extends { readonly id: string }> {
  readonly kind: string;
  /** In the order of registration. */
  readonly ids: readonly string[];
  readonly entries: readonly T[];
  has(id: string): boolean;
  /** @throws {RangeError} `Cannot find backbone "resnet51": did you mean "resnet50"`. */
  get(id: string): T;
}

/** Make a registry.
 * @throws {RangeError} If two entries share an id. */
export function createRegistry<T extends { readonly id: string }>(
  kind: string,
  entries: readonly T[],
): Registry<T> {
  const byId = new Map<string, T>();
  for (const entry of entries) {
    if (byId.has(entry.id))
      throw new RangeError(`Cannot register ${kind} "${entry.id}" as ids must be unique`);
    byId.set(entry.id, entry);
  }
  const ids = [...byId.keys()];
  return {
    kind,
    ids,
    entries,
    has: (id) => byId.has(id),
    get: (id) => {
      const entry = byId.get(id);
      if (entry === undefined) throw new RangeError(cannotFind(kind, id, ids));
      return entry;
    },
  };
}

/** The one sentence for an unknown name. */
export function cannotFind(kind: string, name: string, known: readonly string[]): string {
  return `Cannot find ${kind} "${name}": ${didYouMean(name, known)}`;
}
