import type { RawBackbone, RawFeatures } from './feature-schema.ts';
import { seenIn } from './issues.ts';
import type { Problem } from './problem.ts';
import type { RawConfig } from './schema.ts';
import { beside, listOf } from './shorthand.ts';
import type { DeepFeatures } from './types.ts';

/** Make one list of `features`, or of `backbone` with `layers` and `pooling` beside it.
 * @param problems takes keys that do not go together. */
export function resolveFeatures(raw: RawConfig, root: unknown, problems: Problem[]): readonly DeepFeatures[] {
  const { backbone, features, layer, layers, pooling } = raw;
  const refuse = (key: string, message: string) => problems.push({ path: [key], at: 'key', message });
  if (layer !== undefined && layers !== undefined)
    refuse('layer', beside('layer', 'layers', 'keep one of them'));
  if (features !== undefined) {
    if (backbone !== undefined) refuse('backbone', beside('backbone', 'features', 'keep one of them'));
    for (const [key, value] of Object.entries({ layer, layers, pooling })) {
      if (value !== undefined) refuse(key, beside(key, 'features', 'write it inside'));
    }
    if (features.length === 0 && raw.baselines?.length === 0) {
      problems.push({
        path: ['features'],
        at: 'value',
        message:
          'Cannot use the config as there must be features to compare: "features" and "baselines" are empty',
      });
    }
    return features.map(spellOut);
  }
  if (backbone === undefined) {
    problems.push(missing('features', 'backbone', root));
    return [];
  }
  return [spellOut({ backbone, layers: layers ?? layer, pooling })];
}

function spellOut(given: RawFeatures): DeepFeatures {
  const { backbone, layers = 'stages', pooling = 'mean', weights, runtime } = given;
  const isKeyword = layers === 'stages' || layers === 'all';
  return {
    backbone: spellOutBackbone(backbone),
    layers: isKeyword ? layers : listOf<string | number>(layers),
    pooling: listOf(pooling),
    ...(weights && { weights }),
    ...(runtime && { runtime }),
  };
}

/** A file may be named without a mapping around it. */
function spellOutBackbone(backbone: RawBackbone): DeepFeatures['backbone'] {
  if (typeof backbone === 'string') return backbone.endsWith('.onnx') ? { onnx: backbone } : backbone;
  // The schema has seen to it that exactly one source is named; keys without a value are left out.
  return Object.fromEntries(
    Object.entries(backbone).filter(([, value]) => value !== undefined),
  ) as DeepFeatures['backbone'];
}

/** The problem of a config that holds neither a list nor the short form of it. */
export function missing(full: string, short: string, root: unknown): Problem {
  return {
    path: [full],
    at: 'missing',
    message: `Cannot use the config as its key "${full}" or "${short}" is required: ${seenIn(root)}`,
  };
}
