import { cannotFind } from '../core/index.ts';

/** Fields of a mapping in a config. */
export type Options = Readonly<Record<string, unknown>>;

/** A list, or a single value that stands for a list of one. */
export function listOf<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [value as T];
}

/** `svm` is short for `{type: svm}`. */
export function asTyped(value: string | Options): Options & { readonly type: string } {
  return typeof value === 'string' ? { type: value } : (value as Options & { type: string });
}

/** What tells the path of a folder from the id of a data set. */
export const pathPattern = /^\.|[/\\]/;

/** `./photos` is short for `{type: image-folder, path: ./photos}`, `emoji` for `{type: emoji}`. */
export function asTypedDataset(value: string | Options): Options & { readonly type: string } {
  const isPath = typeof value === 'string' && pathPattern.test(value);
  return asTyped(isPath ? { type: 'image-folder', path: value } : value);
}

/** The entry of a part of the catalog.
 * @throws {RangeError} If there is none, which the schema has ruled out for values of a config. */
export function entryOf<Entry extends { readonly id: string }>(entries: readonly Entry[], id: string): Entry {
  const entry = entries.find((candidate) => candidate.id === id);
  if (entry === undefined)
    throw new RangeError(
      cannotFind(
        'catalog entry',
        id,
        entries.map((known) => known.id),
      ),
    );
  return entry;
}

/** The sentence for a key that must not stand beside another. */
export function beside(key: string, other: string, remedy: string): string {
  return `Cannot use key "${key}" beside "${other}": ${remedy}`;
}
