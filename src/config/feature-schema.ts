import { z } from 'zod';
import { preprocessing } from './preprocessing.ts';
import { distinct, named, oneOrMore, strict } from './shape.ts';
import { sourceFields, withOneSource } from './source-schema.ts';
import type { Catalog } from './types.ts';

/** The parts of the schema that say which features are extracted. */
export function featureFields(catalog: Catalog) {
  const backbone = z
    .union([
      named('backbone', catalog.backbones),
      sourceFields.onnx.regex(/\.onnx$/, { abort: true }),
      withOneSource(
        strict({
          ...z.object(sourceFields).partial().shape,
          input: preprocessing.optional().describe('How pixels, or texts, become the input of the graph'),
          stages: distinct(z.string().min(1))
            .min(1)
            .optional()
            .describe('What `layers: stages` taps, shallow to deep'),
          tokenizer: z
            .string()
            .min(1)
            .optional()
            .describe(
              'The tokenizer.json of a text network; default: beside the graph, or in the folder above',
            ),
        }),
      ),
    ])
    .describe(
      'A pretrained network: an id of `strata backbones`, a local ONNX file, or a mapping with one of `onnx`, `tfjs`, `hub`, `url`',
    );
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
      .array(
        strict({
          backbone,
          layers: layers.optional(),
          pooling: pooling.optional(),
          weights: z
            .enum(['pretrained', 'random'])
            .optional()
            .describe(
              'random: the same architecture with weights drawn by the seed, a control for what training adds',
            )
            .meta({ default: 'pretrained' }),
          runtime: z
            .enum(['onnx', 'tfjs'])
            .optional()
            .describe('tfjs: run a TensorFlow.js model on TensorFlow.js instead of its conversion')
            .meta({ default: 'onnx' }),
        }),
      )
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
