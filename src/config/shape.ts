import { z } from 'zod';
import { cannotFind, didYouMean } from '../core/index.ts';

/** What the config schema is made of. An error message that starts with "Cannot" is a whole sentence; `issues.ts` words
 * all others. */

/** A mapping that refuses keys it does not know: one sentence for each of them, on lines of their own. */
export function strict<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => `Cannot use key "${key}": ${didYouMean(key, known)}`).join('\n')
        : undefined,
  });
}

/** An id of a registry.
 * @param kind as the error names it: `backbone`. */
export function named(kind: string, entries: readonly { readonly id: string; readonly summary?: string }[]) {
  const ids = entries.map(({ id }) => id);
  return z
    .enum(ids, {
      error: ({ input }) => (typeof input === 'string' ? cannotFind(kind, input, ids) : undefined),
    })
    .describe(entries.map(({ id, summary }) => (summary ? `${id}: ${summary}` : id)).join('\n'));
}

/** Mappings told apart by `type`; `kind` as in {@link named}. */
export function typed<Variant extends z.ZodObject>(kind: string, variants: readonly Variant[]) {
  const ids = variants.flatMap(({ shape }) => [...(shape.type as z.ZodLiteral<string>).values]);
  return z.discriminatedUnion('type', variants as unknown as readonly [Variant, ...Variant[]], {
    error: ({ input }) => {
      const type = (input as { readonly type?: unknown } | undefined)?.type;
      return typeof type === 'string' && !ids.includes(type) ? cannotFind(kind, type, ids) : undefined;
    },
  });
}

/** A list without repetitions. */
export function distinct<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .superRefine((items, context) => {
      const at = items.findIndex((value, i) => items.indexOf(value) < i);
      if (at < 0) return;
      context.addIssue({ code: 'custom', message: 'it must not stand twice in the list', path: [at] });
    })
    .meta({ uniqueItems: true });
}

/** One value, or a list of values. */
export function oneOrMore<Item extends z.ZodType>(item: Item) {
  return z.union([item, distinct(item).min(1)]);
}

/** The fields of a room's options schema as a config gives them: those with a default may be left out and stay out.
 * @throws {TypeError} If the schema is not that of an object. */
export function givenFields(id: string, schema: z.ZodType): Readonly<Record<string, z.ZodType>> {
  if (!(schema instanceof z.ZodObject)) {
    throw new TypeError(
      `Cannot offer "${id}" in configs as its schema must be a z.object: it is ${schema.type}`,
    );
  }
  return Object.fromEntries(
    Object.entries(schema.shape as Record<string, z.ZodType>).map(([key, field]) => [key, given(field)]),
  );
}

/** A field without its default, which is only told to editors. */
function given(field: z.ZodType): z.ZodType {
  if (!field.safeParse(undefined).success) return field;
  const fallback = field.parse(undefined);
  return bare(field)
    .optional()
    .meta({ ...field.meta(), ...(fallback === undefined ? {} : { default: fallback }) });
}

/** A field without the wrappers that let it be absent. */
export function bare(field: z.ZodType): z.ZodType {
  const absent =
    field instanceof z.ZodDefault || field instanceof z.ZodPrefault || field instanceof z.ZodOptional;
  return absent ? bare(field.unwrap() as z.ZodType) : field;
}
