import type { z } from 'zod';
import { dotted, type Path, type Problem, show, valueAt } from './problem.ts';

type Issue = z.core.$ZodIssue;

/** Word what zod found as sentences about the config.
 * @param root the whole config as it was given.
 * @param base where in it the parsed value stands. */
export function toProblems(issues: readonly Issue[], root: unknown, base: Path = []): readonly Problem[] {
  return issues.flatMap((issue) => problemsOf(issue, root, [...base, ...(issue.path as Path)]));
}

function problemsOf(issue: Issue, root: unknown, path: Path): readonly Problem[] {
  const value = valueAt(root, path);
  const key = path.at(-1);
  if (issue.code === 'unrecognized_keys') {
    const sentences = issue.message.startsWith('Cannot ') ? issue.message.split('\n') : [];
    return issue.keys.map((unknown, i) => ({
      path: [...path, unknown],
      at: 'key',
      message: sentences[i] ?? `Cannot use key "${unknown}" as there is no such key`,
    }));
  }
  if (issue.message.startsWith('Cannot ')) return [{ path, at: 'value', message: issue.message }];
  if (value === undefined && key !== undefined) {
    const parent = path.slice(0, -1);
    const holder = valueAt(root, parent);
    const message = `Cannot use ${dotted(parent)} as its key "${key}" is required: ${seenIn(holder)}`;
    return [{ path, at: 'missing', message }];
  }
  if (issue.code === 'invalid_union') {
    const branch = issue.errors.find((issues) => !issues.some((inner) => isOfOtherKind(inner, value)));
    if (branch) return toProblems(branch, root, path);
  }
  return [
    { path, at: 'value', message: `Cannot use ${dotted(path)} as ${ruleOf(issue)}: got ${show(value)}` },
  ];
}

/** What a mapping without a required key holds. */
export function seenIn(holder: unknown): string {
  if (typeof holder !== 'object' || holder === null) return `got ${show(holder)}`;
  const keys = Object.keys(holder).map((key) => `"${key}"`);
  return keys.length === 0 ? 'it is empty' : `it holds only ${keys.join(', ')}`;
}

/** Whether a branch of a union was meant for another kind of value altogether, as a mapping where a name stands. */
function isOfOtherKind(issue: Issue, value: unknown): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code === 'invalid_type') return !(issue.expected === 'int' && typeof value === 'number');
  if (issue.code === 'invalid_value') return issue.values.every((known) => typeof known !== typeof value);
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return false;
  return issue.errors.every((branch) => branch.some((inner) => isOfOtherKind(inner, value)));
}

/** What must hold, in the words after "Cannot use x as". */
function ruleOf(issue: Issue): string {
  if (issue.message.startsWith('it must ')) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
    case 'invalid_value':
    case 'invalid_union':
      return `it must be ${[...new Set(kindsOf(issue))].join(' or ')}`;
    case 'too_small':
      return limit(issue.origin, issue.inclusive === false ? 'greater than' : 'at least', issue.minimum);
    case 'too_big':
      return limit(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum);
    case 'not_multiple_of':
      return `it must be a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return issue.format === 'regex'
        ? `it must match ${issue.pattern}`
        : `it must be a valid ${issue.format}`;
    default:
      return issue.message;
  }
}

function limit(origin: string, bound: string, count: number | bigint): string {
  const unit = { string: 'character', array: 'item' }[origin];
  return unit === undefined
    ? `it must be ${bound} ${count}`
    : `it must have ${bound} ${count} ${unit}${count === 1 ? '' : 's'}`;
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a mapping',
};

/** What a value may be, in words. */
function kindsOf(issue: Issue): readonly string[] {
  switch (issue.code) {
    case 'invalid_type':
      return [kinds[issue.expected] ?? issue.expected];
    case 'invalid_value':
      return issue.values.length > 6 ? ['a string'] : issue.values.map(show);
    case 'invalid_union':
      if (issue.errors.length === 0) return ['a string'];
      return issue.errors.flatMap((branch) => branch.slice(0, 1).flatMap(kindsOf));
    default:
      return [];
  }
}
