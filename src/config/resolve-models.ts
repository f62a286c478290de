import { canonicalJson } from '../core/index.ts';
import { toProblems } from './issues.ts';
import { ownImplementation } from './model-schema.ts';
import { dotted, type Path, type Problem } from './problem.ts';
import { missing } from './resolve-features.ts';
import type { RawConfig } from './schema.ts';
import { givenFields } from './shape.ts';
import { asTyped, beside, entryOf, type Options } from './shorthand.ts';
import type { Catalog, ModelConfig } from './types.ts';

/** Make one list of `models` or `model`, each with all its settings.
 * @param problems takes values that a model's own schema refuses, and models that stand twice. */
export function resolveModels(
  raw: RawConfig,
  root: unknown,
  catalog: Catalog,
  problems: Problem[],
): readonly ModelConfig[] {
  const { model, models } = raw;
  if (model !== undefined && models !== undefined) {
    problems.push({ path: ['model'], at: 'key', message: beside('model', 'models', 'keep one of them') });
  }
  if (model === undefined && models === undefined) problems.push(missing('models', 'model', root));
  const given = models ?? (model === undefined ? [] : [model]);
  const paths = given.map((_, i): Path => (models === undefined ? ['model'] : ['models', i]));

  const resolved = given.map((item, i) => {
    const { type, implementation = ownImplementation, ...params } = asTyped(item as string | Options);
    const settings = settingsOf(entryOf(catalog.models, type), params, (issues) =>
      problems.push(...toProblems(issues, root, paths[i])),
    );
    return { type, implementation: implementation as string, params, settings };
  });

  const keys = resolved.map(({ type, implementation, settings }) =>
    canonicalJson([type, implementation, settings]),
  );
  keys.forEach((key, i) => {
    const twin = keys.indexOf(key);
    if (twin === i) return;
    const [path, first] = [paths[i]!, dotted(paths[twin]!)];
    const message = `Cannot use ${dotted(path)} as every model must differ from the others: it equals ${first}`;
    problems.push({ path, at: 'value', message });
  });
  return resolved;
}

type Entry = Catalog['models'][number];
type Issues = Parameters<typeof toProblems>[0];

/** Parse every combination of the lists, so that defaults are filled in and values that do not go together are found.
 * A list that the parameter itself takes, as `classWeight: [1, 2]`, is one value.
 * @param refuse takes the issues, their paths leading to the item of the list. */
function settingsOf(
  { id, params: schema }: Entry,
  params: Options,
  refuse: (issues: Issues) => void,
): readonly Options[] {
  const fields = givenFields(id, schema);
  const isSearched = (key: string, value: unknown): value is readonly unknown[] =>
    Array.isArray(value) && !fields[key]?.safeParse(value).success;
  return combinations(params, isSearched).flatMap(({ values, indices }) => {
    const parsed = schema.safeParse(values);
    if (parsed.success) return [parsed.data as Options];
    refuse(
      parsed.error.issues.map((issue) => {
        const [key, ...rest] = issue.path;
        const index = indices[key as string];
        return index === undefined ? issue : { ...issue, path: [key!, index, ...rest] };
      }),
    );
    return [];
  });
}

interface Combination {
  readonly values: Options;
  /** For parameters given as a list, the item taken. */
  readonly indices: Readonly<Record<string, number>>;
}

/** The cartesian product of the lists; the last parameter varies fastest. */
function combinations(
  params: Options,
  isSearched: (key: string, value: unknown) => value is readonly unknown[],
): readonly Combination[] {
  return Object.entries(params).reduce<readonly Combination[]>(
    (found, [key, value]) =>
      found.flatMap(({ values, indices }) =>
        isSearched(key, value)
          ? value.map((item, i) => ({
              values: { ...values, [key]: item },
              indices: { ...indices, [key]: i },
            }))
          : [{ values: { ...values, [key]: value }, indices }],
      ),
    [{ values: {}, indices: {} }],
  );
}
