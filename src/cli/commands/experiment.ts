import { dirname, relative, resolve } from 'node:path';
import { type Effects, messageOf } from '../../core/index.ts';
import { logRun, mlflowHint } from '../log-to-mlflow.ts';
import { type WeightsOption, withWeights } from '../weights-option.ts';

export interface ExperimentOptions extends WeightsOption {
  readonly config: string;
  /** `key=value`, in order. */
  readonly set: readonly string[];
  /** Print the plan and what it will cost, and do nothing. */
  readonly dryRun: boolean;
  /** Take finished cells from earlier runs. */
  readonly resume: boolean;
  /** Drop layers that promise little before training, as `evaluation.prune` does. */
  readonly pruneLayers: boolean;
}

/** Run an experiment from its config to its report, and print its answer. */
export async function experiment(
  { config, set, dryRun, resume, pruneLayers, ...options }: ExperimentOptions,
  given: Effects,
): Promise<void> {
  const effects = withWeights(given, options);
  const { findConfig } = await import('../../config/index.ts');
  const configFile = await findConfig(config, effects.cwd);
  const [{ planExperiment, runExperiment }, { describeAnswer, writeIndex, writeReport }] = await Promise.all([
    import('../../experiment/index.ts'),
    import('../../report/index.ts'),
  ]);
  const { logger } = effects;
  const overrides = pruneLayers ? ['evaluation.prune=true', ...set] : set;
  if (dryRun) {
    const plan = await planExperiment({ configFile, overrides }, effects);
    for (const line of plan) logger.info(line);
    return;
  }
  const { report, results, mlflow } = await runExperiment(
    { configFile, overrides, resume, writeReport },
    effects,
  );
  const { headline, details } = describeAnswer(results);
  for (const line of ['', headline, ...details]) logger.info(line);
  logger.info(`Report: ${relative(effects.cwd, report)}`);

  // The run is done and kept: nothing that fails from here on makes it a failure.
  const folder = dirname(report);
  await writeIndex(resolve(folder, '..', '..')).catch((error: unknown) => logger.warn(messageOf(error)));
  if (mlflow === undefined) return;
  await logRun(results, folder, mlflow, effects).catch((error: unknown) =>
    logger.warn(`${messageOf(error)}; ${mlflowHint(folder, mlflow, effects.cwd)}`),
  );
}
