/** A mistake in a config file or on the command line; the CLI exits with 2. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly file: string | undefined;
  /** 1-based. */
  readonly line: number | undefined;
  /** 1-based. */
  readonly column: number | undefined;
  /** Where in the config, as `models.0.params.C`. */
  readonly path: string | undefined;

  constructor(
    message: string,
    at: { file?: string; line?: number; column?: number; path?: string } = {},
    options?: ErrorOptions,
  ) {
    const place = [at.file, at.line, at.column].filter((part) => part !== undefined).join(':');
    super(place === '' ? message : `${place}: ${message}`, options);
    this.file = at.file;
    this.line = at.line;
    this.column = at.column;
    this.path = at.path;
  }
}

/** Data that cannot be used: a folder, a file, a row of a manifest; the CLI exits with 3. */
export class DataError extends Error {
  override readonly name = 'DataError';
  readonly file: string | undefined;
  /** 1-based line of a table. */
  readonly row: number | undefined;

  constructor(message: string, at: { file?: string; row?: number } = {}, options?: ErrorOptions) {
    const place = at.row === undefined ? '' : `${at.file}:${at.row}: `;
    super(`${place}${message}`, options);
    this.file = at.file;
    this.row = at.row;
  }
}

/** Stored state (features, journal, results) that cannot be read or written; the CLI exits with 3. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** Bytes that are not those that were recorded; the CLI exits with 4. */
export class IntegrityError extends Error {
  override readonly name = 'IntegrityError';
}

/** A network, its weights, one of its layers or the device to run it on that cannot be used; the CLI exits with 4. */
export class BackboneError extends Error {
  override readonly name = 'BackboneError';
}

/** The user stopped the run; what was finished is kept, and the CLI exits with 5. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';

  constructor(message = 'Interrupted: what was finished is kept, run the same command again to resume') {
    super(message);
  }
}

/** Throw if the signal was raised.
 * @throws {InterruptedError} */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new InterruptedError();
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
