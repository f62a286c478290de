import { z } from 'zod';
import { preprocessing } from './preprocessing.ts';
import { distinct, named, oneOrMore, strict } from './shape.ts';
import type { Catalog } from './types.ts';

/** The parts of the schema that say which features are extracted. */
export function featureFields(catalog: Catalog) {
  const onnx = z
    .string()
    .min(1)
    .describe('An ONNX file; a relative path starts from the working directory, not from this file');
  const backbone = z
    .union([
      named('backbone', catalog.backbones),
      onnx.regex(/\.onnx$/, { abort: true }),
      strict({
        onnx,
        input: preprocessing.optional().describe('How pixels become the input of the graph'),
        stages: distinct(z.string().min(1))
          .min(1)
          .optional()
          .describe('What `layers: stages` taps, shallow to deep'),
      }),
    ])
    .describe('A pretrained network: an id of `strata backbones`, or a local ONNX file');
  const layer = z.union([z.string().min(1), z.int().max(-1)]);
  const layers = z
    .union([layer, distinct(layer).min(1)])
    .describe(
      'stages (the default), all, or layers of `strata layers`: names, globs with * and ?, or negative indices (-1 is the deepest stage)',
    )
    .meta({ default: 'stages' });
  const pooling = oneOrMore(
    named(
      'pooling',
      catalog.poolings.map((id) => ({ id })),
    ),
  )
    .describe('How a feature map becomes a vector')
    .meta({ default: 'mean' });

  return {
    features: z
      .array(strict({ backbone, layers: layers.optional(), pooling: pooling.optional() }))
      .optional()
      .describe('Backbones with the layers to tap; each layer with each pooling is one feature space'),
    backbone: backbone.optional(),
    layers: layers.optional().describe('Short for `layers` of the only entry of `features`'),
    layer: layer.optional().describe('Short for `layers` with one item'),
    pooling: pooling.optional().describe('Short for `pooling` of the only entry of `features`'),
  };
}

type Fields = ReturnType<typeof featureFields>;

/** A backbone as a config gives it. */
export type RawBackbone = NonNullable<z.output<Fields['backbone']>>;

/** An item of `features` as a config gives it. */
export type RawFeatures = NonNullable<z.output<Fields['features']>>[number];
