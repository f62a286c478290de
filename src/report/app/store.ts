/** What a reader has chosen; the parts of the page follow it. */
export interface Selection {
  /** Id of a cell. */
  readonly cell: string;
  /** Id of the cell beside it. */
  readonly compareWith?: string | undefined;
  /** Id of a feature space. */
  readonly feature: string;
  /** Row of a sample. */
  readonly sample?: number | undefined;
}

export type Listener = (now: Selection, before: Selection) => void;

export interface Store {
  get(): Selection;
  /** Change some of it, and tell everyone who listens; a new cell brings its feature space unless one is given. */
  set(change: Partial<Selection>): void;
  /** Hear of every change from now on.
   * @returns what ends it. */
  subscribe(listener: Listener): () => void;
}

/** @param featureOf the feature space of a cell. */
export function createStore(initial: Selection, featureOf: (cell: string) => string): Store {
  const listeners = new Set<Listener>();
  let now = initial;
  return {
    get: () => now,
    set: (change) => {
      const before = now;
      const feature = change.cell === undefined ? {} : { feature: featureOf(change.cell) };
      now = { ...now, ...feature, ...change };
      for (const listener of listeners) listener(now, before);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
