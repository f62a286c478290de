import type { SplitName } from './types.ts';

const aliases: Readonly<Record<string, SplitName>> = {
  train: 'train',
  val: 'val',
  valid: 'val',
  validation: 'val',
  test: 'test',
};

/** Every way to name a part of a split. */
export const splitNames: readonly string[] = Object.keys(aliases);

/** The part of a split that a folder or a table cell names, in any case; `undefined` if it names none. */
export function splitOf(name: string): SplitName | undefined {
  return Object.hasOwn(aliases, name.toLowerCase()) ? aliases[name.toLowerCase()] : undefined;
}
