import { canonicalJson } from '../../core/index.ts';
import { protocolSchema } from '../evaluation-schema.ts';
import type { Problem } from '../problem.ts';
import { asTyped, beside, type Options } from '../shorthand.ts';
import type { PresetUse } from '../types.ts';
import type { Preset } from './preset.ts';
import { presets } from './registry.ts';

/** A config with its preset spelled out. */
export interface PresetConfig {
  /** Without a preset, the config as given. */
  readonly root: unknown;
  readonly preset?: PresetUse;
  /** Keys that do not go beside a preset. */
  readonly problems: readonly Problem[];
}

/** What every preset decides: another model or transform is another protocol. */
const decided = ['transform', 'models', 'model'];

/** Fill in what the config's preset says. Its transform and models cannot be given beside it; what the config says of the
 * evaluation wins, and is a departure where the preset says otherwise.
 * @param root the config as given; what is wrong with it, an unknown preset included, is left to the schema. */
export function applyPreset(root: unknown): PresetConfig {
  const given = mappingOf(root);
  const preset = presets.entries.find(({ id }) => id === given?.preset);
  if (given === undefined || preset === undefined) return { root, problems: [] };

  const evaluation = given.evaluation === undefined ? {} : mappingOf(given.evaluation);
  const tune = evaluation?.tune === undefined ? {} : mappingOf(evaluation.tune);
  if (evaluation === undefined || tune === undefined) return { root, problems: [] };

  const { protocol, metrics } = preset.evaluation;
  const ownProtocol = evaluation.protocol !== undefined || evaluation.folds !== undefined;
  return {
    root: {
      ...given,
      model: undefined,
      models: preset.models,
      transform: preset.transform,
      evaluation: {
        metrics,
        ...(protocol === undefined || ownProtocol ? {} : { protocol }),
        ...evaluation,
        tune: { ...preset.evaluation.tune, ...tune },
      },
    },
    preset: { id: preset.id, departures: departuresOf(preset, evaluation, tune) },
    problems: decided
      .filter((key) => given[key] !== undefined)
      .map((key) => {
        const message = beside(key, 'preset', `"${preset.id}" decides it, keep one of them`);
        return { path: [key], at: 'key', message };
      }),
  };
}

/** Where a config's evaluation says otherwise than the preset. */
function departuresOf({ evaluation: published }: Preset, evaluation: Options, tune: Options): string[] {
  const differs = (own: unknown, other: unknown) =>
    own !== undefined && other !== undefined && canonicalJson(own) !== canonicalJson(other);
  const inFull = protocolSchema.safeParse(asTyped(evaluation.protocol as string | Options));
  const protocol = evaluation.folds ?? (inFull.success ? inFull.data : undefined);
  return [
    ...(differs(protocol, published.protocol) ? ['evaluation.protocol'] : []),
    ...Object.keys(tune)
      .filter((key) => differs(tune[key], published.tune?.[key]))
      .map((key) => `evaluation.tune.${key}`),
    ...(differs(evaluation.metrics, published.metrics) ? ['evaluation.metrics'] : []),
  ];
}

function mappingOf(value: unknown): Options | undefined {
  const isMapping = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isMapping ? (value as Options) : undefined;
}
