import { z } from 'zod';
import { buildConfigSchema } from './schema.ts';
import type { Catalog } from './types.ts';

/** The JSON Schema (draft 2020-12) that editors check and complete config files with, shorthands included. */
export function configJsonSchema(catalog: Catalog): Record<string, unknown> {
  const schema = z.toJSONSchema(buildConfigSchema(catalog), {
    io: 'input',
    override: ({ jsonSchema }) => {
      // zod bounds every integer by what a double holds exactly: noise in an editor
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  const short = ['backbone', 'layers', 'layer', 'pooling'];
  return {
    ...schema,
    title: 'Strata experiment',
    allOf: [
      { oneOf: [{ required: ['features'] }, { required: ['backbone'] }] },
      { oneOf: [{ required: ['models'] }, { required: ['model'] }, { required: ['preset'] }] },
      { not: { required: ['preset', 'transform'] } },
      { not: { required: ['layer', 'layers'] } },
    ],
    dependentRequired: Object.fromEntries(short.slice(1).map((key) => [key, ['backbone']])),
  };
}
