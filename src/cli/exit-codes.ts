import {
  BackboneError,
  ConfigError,
  DataError,
  IntegrityError,
  InterruptedError,
  StoreError,
} from '../core/index.ts';

/** Exit codes by the class of what was thrown; 0 is done, 1 is anything else. */
const exitCodes = [
  [ConfigError, 2],
  [DataError, 3],
  [StoreError, 3],
  [IntegrityError, 4],
  [BackboneError, 4],
  [InterruptedError, 5],
] as const;

/** A mistake on the command line, the same as one in a config. */
export const usageExitCode = 2;

/** The code the process exits with for what was thrown. */
export function exitCodeOf(error: unknown): number {
  return exitCodes.find(([type]) => error instanceof type)?.[1] ?? 1;
}
