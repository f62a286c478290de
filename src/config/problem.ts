import { ConfigError } from '../core/index.ts';

/** A path into a config, as `['models', 0, 'C']`. */
export type Path = readonly (string | number)[];

/** Where a part of a config was given; the fields of a ConfigError. */
export interface Place {
  /** The file, or the override as typed: `--set seed=x`. */
  readonly file: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
}

/** One thing that is wrong with a config. */
export interface Problem {
  readonly path: Path;
  /** What to point at: the value at the path, its key, or the mapping that lacks the key. */
  readonly at: 'key' | 'value' | 'missing';
  readonly message: string;
}

/** A path as messages write it: `models.0.C`. */
export function dotted(path: Path): string {
  return path.length === 0 ? 'the config' : path.join('.');
}

/** The value at a path of a plain tree, or undefined. */
export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<string | number, unknown>)[step]
        : undefined,
    root,
  );
}

/** A value as messages show it: short, on one line. */
export function show(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** One error for all problems: the first in the file leads, the others follow on lines of their own. */
export function toConfigError(
  problems: readonly Problem[],
  locate: (path: Path, at: Problem['at']) => Place,
): ConfigError {
  const placed = withoutEchoes(problems)
    .map((problem) => ({ ...problem, place: locate(problem.path, problem.at) }))
    .sort((a, b) => position(a.place) - position(b.place));
  const { message, path, place } = placed[0]!;
  const lines = new Set(placed.map((problem) => new ConfigError(problem.message, problem.place).message));
  const also = [...lines].slice(1).map((line) => `\nalso: ${line}`);
  return new ConfigError([message, ...also].join(''), { ...place, path: path.join('.') });
}

/** Without the keys that are missing because one beside them is misspelt. */
function withoutEchoes(problems: readonly Problem[]): readonly Problem[] {
  const parentOf = ({ path }: Problem) => path.slice(0, -1).join('.');
  const misspelt = new Set(problems.filter(({ at }) => at === 'key').map(parentOf));
  return problems.filter((problem) => problem.at !== 'missing' || !misspelt.has(parentOf(problem)));
}

/** Sorts by line and column; what has neither comes last. */
function position({ line, column = 0 }: Place): number {
  return line === undefined ? Number.MAX_SAFE_INTEGER : line * 1e5 + column;
}
