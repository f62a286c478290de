/** Finds the files of one source on this machine, and brings those that are elsewhere. Names are relative to the source:
 * to the package, repository or folder. */
export interface FileFinder {
  /** Names known beforehand; the first is the graph. */
  readonly files: readonly string[];
  /** The path of a file if it is on this machine already; asks no network. */
  here(name: string): Promise<string | undefined>;
  /** @throws {BackboneError} If the file is neither here nor to be had.
   * @throws {IntegrityError} If what came is not what was announced. */
  find(name: string): Promise<FoundFile>;
}

export interface FoundFile {
  readonly path: string;
  /** SHA-256 that the cache claims the file has. */
  readonly claimed?: string;
  /** How `strata.lock` calls the file; a file without it is not pinned. */
  readonly pin?: { readonly key: string; readonly commit?: string };
}

/** What `strata.lock` says of one file. */
export interface Pin {
  /** Commit of the repository, for a file of the hub. */
  readonly commit?: string;
  /** 64 hex digits. */
  readonly sha256: string;
}

/** What a finder is told beside its source. */
export interface FinderContext {
  /** What errors call the backbone: a card's id, a repository, a URL. */
  readonly owner: string;
  readonly pins: ReadonlyMap<string, Pin>;
  /** How a user can provide the file without a network. */
  readonly remedy: string;
}
