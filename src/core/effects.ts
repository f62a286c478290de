/** What a command may do to the outside world; nothing below `cli/` touches `process` or `console`. */
export interface Effects {
  readonly logger: Logger;
  readonly progress: Progress;
  readonly clock: Clock;
  /** Environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths start from. */
  readonly cwd: string;
  readonly host: Host;
  /** Raised by Ctrl-C: stop after the work in hand, keep what is finished. */
  readonly signal: AbortSignal;
}

/** What the process runs on, for the record. */
export interface Host {
  /** As `20.20.2`. */
  readonly node: string;
  /** Operating system and processor architecture, as `linux-x64`. */
  readonly platform: string;
}

export interface Logger {
  /** A line of result or of progress, to standard output. */
  info(line: string): void;
  /** Something the user should know, to standard error. */
  warn(line: string): void;
  /** Shown with `--debug` only. */
  debug(line: string): void;
}

export interface Clock {
  /** Wall time, milliseconds since 1970. */
  now(): Date;
  /** Monotonic milliseconds, for durations. */
  elapsed(): number;
}

/** Shows how far a long task is: a bar on a terminal, a line now and then elsewhere. */
export interface Progress {
  /** @param unit what is counted, in the plural: `images`, `cells`. */
  start(label: string, total: number, unit: string): ProgressTask;
}

export interface ProgressTask {
  advance(n: number): void;
  /** Take the task off the screen; call it in `finally`. */
  stop(): void;
}

/** Effects that show nothing: for tests and for use as a library. */
export function silentEffects(overrides: Partial<Effects> = {}): Effects {
  return {
    logger: { info: () => {}, warn: () => {}, debug: () => {} },
    progress: { start: () => ({ advance: () => {}, stop: () => {} }) },
    clock: { now: () => new Date(), elapsed: () => performance.now() },
    env: {},
    cwd: '.',
    host: { node: 'unknown', platform: 'unknown' },
    signal: new AbortController().signal,
    ...overrides,
  };
}
