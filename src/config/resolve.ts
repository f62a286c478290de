import type { z } from 'zod';
import { protocolSchema } from './evaluation-schema.ts';
import { toProblems } from './issues.ts';
import { checkModality, defaultBaselines } from './modality.ts';
import { ownImplementation } from './model-schema.ts';
import type { Path, Problem } from './problem.ts';
import { resolveFeatures } from './resolve-features.ts';
import { resolveModels } from './resolve-models.ts';
import { checkTask, deciding, taskOf, usualMetrics } from './resolve-task.ts';
import type { RawConfig } from './schema.ts';
import { asTyped, asTypedDataset, entryOf, listOf, type Options } from './shorthand.ts';
import type { Catalog, ProtocolConfig, ResolvedConfig } from './types.ts';

/** Spell out the shorthands and fill in the defaults.
 * @param root the config as given, for messages.
 * @param fallbackName the experiment's name where the config gives none.
 * @param problems takes what does not go together and what a room's own schema refuses; the result counts only if it
 * stays empty. */
export function resolveConfig(
  raw: RawConfig,
  root: unknown,
  catalog: Catalog,
  fallbackName: string,
  problems: Problem[],
): ResolvedConfig {
  const parse = (schema: z.ZodType, value: Options, path: Path): Options => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data as Options;
    problems.push(...toProblems(parsed.error.issues, root, path));
    return {};
  };

  const { type, maxSkipped, ...options } = asTypedDataset(raw.dataset as string | Options);
  const { modality } = entryOf(catalog.datasets, type);
  checkModality(raw, modality, catalog, problems);
  const task = taskOf(options);
  const tune = { folds: raw.evaluation.tune.folds, metric: raw.evaluation.tune.metric ?? deciding[task] };
  const models = resolveModels(raw, root, catalog, problems);
  checkTask(raw, models, task, catalog, problems);
  const transform = raw.transform ?? ['standardize'];
  return {
    name: raw.name ?? fallbackName,
    dataset: {
      type,
      maxSkipped: (maxSkipped ?? 0.1) as number,
      options: parse(entryOf(catalog.datasets, type).options, options, ['dataset']),
    },
    features: resolveFeatures(raw, root, problems),
    baselines: raw.baselines ?? defaultBaselines(catalog, modality),
    transform: listOf(transform).map((given, i) => {
      const { type, implementation = ownImplementation, ...params } = asTyped(given as string | Options);
      const path = Array.isArray(transform) ? ['transform', i] : ['transform'];
      return {
        type,
        implementation: implementation as string,
        params: parse(entryOf(catalog.transforms, type).params, params, path),
      };
    }),
    models,
    evaluation: {
      protocol: resolveProtocol(raw, problems),
      tune,
      selection: raw.evaluation.selection as ResolvedConfig['evaluation']['selection'],
      controls: raw.evaluation.controls as ResolvedConfig['evaluation']['controls'],
      // The metric that decides is always among those reported.
      metrics: [...new Set([...(raw.evaluation.metrics ?? usualMetrics(task, catalog)), tune.metric])],
      dataQuality: raw.evaluation.dataQuality,
      ...resolveLearningCurve(raw),
      ...resolvePruning(raw),
    },
    report: resolveReport(raw),
    runtime: raw.runtime,
    seed: raw.seed,
  };
}

function resolveReport({ report: { mlflow, ...report } }: RawConfig): ResolvedConfig['report'] {
  return { ...report, ...(mlflow === undefined ? {} : { mlflow }) };
}

function resolvePruning({ evaluation: { prune } }: RawConfig): Pick<ResolvedConfig['evaluation'], 'prune'> {
  if (prune === undefined || prune === false) return {};
  return { prune: prune === true ? { score: 'logme', keep: 3, gap: 0.5 } : prune };
}

function resolveLearningCurve({
  evaluation,
}: RawConfig): Pick<ResolvedConfig['evaluation'], 'learningCurve'> {
  const { learningCurve } = evaluation;
  if (learningCurve === undefined || learningCurve === false) return {};
  if (learningCurve === true) return { learningCurve: { cells: 2 } };
  const { shares, sizes, draws, cells } = learningCurve;
  return {
    learningCurve: { ...(shares && { shares }), ...(sizes && { sizes }), ...(draws && { draws }), cells },
  };
}

function resolveProtocol({ evaluation }: RawConfig, problems: Problem[]): ProtocolConfig {
  const { protocol, folds } = evaluation;
  if (folds === undefined) {
    const given = protocol ?? 'auto';
    return protocolSchema.parse(asTyped(given as string | Options)) as ProtocolConfig;
  }
  if (protocol !== undefined && protocol !== 'k-fold') {
    const message =
      typeof protocol === 'string'
        ? `Cannot use key "folds" as it goes with protocol "k-fold" alone: got "${protocol}"`
        : 'Cannot use key "folds" beside a protocol with fields of its own: write it there';
    problems.push({ path: ['evaluation', 'folds'], at: 'key', message });
  }
  return { type: 'k-fold', folds, repeats: 1 };
}
