import { fileOf, type Override } from './overrides.ts';
import type { ParsedConfig } from './parse.ts';
import type { Path, Place, Problem } from './problem.ts';

/** The text behind a config, and the way back from a value to where it was given. */
export interface ConfigSource {
  /** As it was named. */
  readonly file: string;
  readonly text: string;
  /** As typed after `--set`, in order. */
  readonly overrides: readonly string[];
  /** The override that gave the value, or its line and column, or those of the nearest mapping around it. */
  locate(path: Path, at?: Problem['at']): Place;
}

/** Join the places in a file with those on the command line; a later override hides what it replaced. */
export function createSource(
  file: string,
  text: string,
  parsed: ParsedConfig,
  overrides: readonly Override[],
): ConfigSource {
  const last = (test: (override: Override) => boolean): Place | undefined => {
    const found = overrides.findLast(test);
    return found && { file: fileOf(found.argument) };
  };
  const locate = (path: Path, at: Problem['at'] = 'value'): Place => {
    if (path.length === 0) return { file };
    const parent = path.slice(0, -1);
    if (at === 'missing') return locate(parent);
    return (
      last((override) => startsWith(path, override.path)) ??
      parsed.placeOf(path, at) ??
      last((override) => startsWith(override.path, path)) ??
      locate(parent)
    );
  };
  return { file, text, overrides: overrides.map(({ argument }) => argument), locate };
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((step, i) => String(step) === String(path[i]));
}
