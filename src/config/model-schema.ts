import { z } from 'zod';
import { bare, distinct, givenFields, named, oneOrMore, strict, typed } from './shape.ts';
import type { Catalog } from './types.ts';

/** The default of `implementation`: this package's own. */
export const ownImplementation = 'strata';

/** The parts of the schema that say what is trained on the features. */
export function modelFields(catalog: Catalog) {
  const model = z.union([named('model', catalog.models), typed('model', catalog.models.map(modelVariant))]);
  const transform = z.union([
    named('transform', catalog.transforms),
    typed(
      'transform',
      catalog.transforms.map(({ id, summary, params, implementations }) =>
        strict({
          type: z.literal(id),
          implementation: implementationField(implementations),
          ...givenFields(id, params),
        }).describe(summary),
      ),
    ),
  ]);
  return {
    models: z
      .array(model)
      .min(1)
      .optional()
      .describe(
        'Models to train on every feature space; a list as the value of a hyper-parameter is searched by inner tuning, unless the parameter itself takes a list',
      ),
    model: model.optional().describe('Short for `models` with one item'),
    transform: z
      .union([transform, z.array(transform)])
      .optional()
      .describe('Changes of the features, learned from the training part alone')
      .meta({ default: ['standardize'] }),
  };
}

function implementationField(implementations: Readonly<Record<string, unknown>> = {}) {
  return z
    .enum([ownImplementation, ...Object.keys(implementations)])
    .optional()
    .describe('Whose code does the fit')
    .meta({ default: ownImplementation });
}

function modelVariant({ id, summary, params, implementations }: Catalog['models'][number]) {
  const searched = Object.entries(givenFields(id, params)).map(([key, field]) => {
    const values = oneOrMore(bare(field));
    return [key, (field instanceof z.ZodOptional ? values.optional() : values).meta({ ...field.meta() })];
  });
  return strict({
    type: z.literal(id),
    implementation: implementationField(implementations),
    ...(Object.fromEntries(searched) as Record<string, z.ZodType>),
  }).describe(summary);
}

/** The simple features that backbones must beat. */
export function baselineField(catalog: Catalog) {
  return distinct(named('baseline', catalog.baselines))
    .optional()
    .describe(
      "Simple features that the backbones must beat; default: all for the data set's kind of samples",
    );
}
