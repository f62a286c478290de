import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { loadConfig, resolvedToYaml } from '../config/index.ts';
import { type Effects, throwIfAborted } from '../core/index.ts';
import type { Suspicion } from '../evaluate/index.ts';
import { extractFeatures, featuresFolder, openFeatureStore } from '../feature/index.ts';
import { cellsCsv, type Exploration, type Results, writeResults } from '../result/index.ts';
import { answerOf } from './answer.ts';
import { assessSpaces } from './assess-spaces.ts';
import type { Assessed } from './assess-task.ts';
import { catalog } from './catalog.ts';
import { commandLine } from './command-line.ts';
import { inspectData } from './data-quality.ts';
import { describeEnvironment } from './environment.ts';
import { evaluateCells } from './evaluate-cells.ts';
import { exploreRun, writeExplored } from './exploration/explore.ts';
import { journalFolder, openJournal } from './journal.ts';
import { measureLearningCurves } from './learning-curve.ts';
import { evaluatePermuted } from './permuted-labels.ts';
import { predictionsCsv } from './predictions-csv.ts';
import { prepareExperiment } from './prepare.ts';
import { evaluationData } from './protocol.ts';
import { describeAssessment, pruneCells } from './prune-cells.ts';
import { toResults } from './results.ts';
import { openRunFolders, runName } from './run-folder.ts';
import { countOf, describePlan } from './words.ts';

export interface ExperimentOptions {
  /** Relative to `effects.cwd`. */
  readonly configFile: string;
  /** `key=value` each. */
  readonly overrides: readonly string[];
  /** Whether cells finished by an earlier run count as finished. */
  readonly resume: boolean;
  /** Writes the report beside the results, into a folder that is not published yet. */
  readonly writeReport: (
    results: Results,
    exploration: Exploration | undefined,
    folder: string,
    formats: readonly ('html' | 'markdown')[],
    signal: AbortSignal,
  ) => Promise<unknown>;
}

export interface FinishedExperiment {
  /** The page to open, absolute. */
  readonly report: string;
  readonly results: Results;
  /** URL of the MLflow server that the config wants the run logged to. */
  readonly mlflow?: string;
}

/** Run an experiment from its config to its published report.
 * @throws {ConfigError | DataError | BackboneError | StoreError | InterruptedError} What was finished is kept; the same
 * call goes on from there. */
export async function runExperiment(
  { configFile, overrides, resume, writeReport }: ExperimentOptions,
  effects: Effects,
): Promise<FinishedExperiment> {
  const { clock, logger } = effects;
  const startedAt = clock.now();
  const started = clock.elapsed();
  const { config } = await loadConfig(configFile, { catalog: catalog(), overrides, cwd: effects.cwd });
  const runs = await openRunFolders(resolve(effects.cwd, config.report.folder), config.name);
  const prepared = await prepareExperiment(config, effects);
  const { dataset, protocol, extraction } = prepared;
  for (const line of describePlan(prepared)) logger.info(line);
  for (const warning of dataset.warnings) logger.warn(warning);

  const store = await openFeatureStore(featuresFolder(effects));
  const features = await extractFeatures(
    {
      dataset,
      plan: extraction,
      store,
      threads: config.runtime.threads,
      batchSize: config.runtime.batchSize,
      maxSkipped: config.dataset.maxSkipped,
    },
    effects,
  ).finally(() => store.close());
  logger.info(
    `Features: ${countOf(features.cost.extracted, dataset.modality)} extracted, ${features.cost.cached} from the store (${features.cost.seconds.toFixed(1)} s)`,
  );
  for (const warning of features.warnings) logger.warn(warning);

  const data = evaluationData(dataset, features.kept, protocol, config.seed);
  const sampleKeys = Array.from(features.kept, (index) => dataset.samples[index]!.contentHash);
  const assessed = await assessSpaces(
    {
      spaces: features.spaces,
      matrices: features.matrices,
      data,
      sampleKeys,
      config,
      journal: openJournal<Assessed>(journalFolder(effects, 'layers')),
      resume,
    },
    effects,
  );
  const pruned = pruneCells(prepared.cells, assessed, config);
  for (const line of describeAssessment(assessed, pruned, config)) logger.info(line);

  const evaluationStarted = clock.elapsed();
  const { cells } = pruned;
  const journal = openJournal(journalFolder(effects, 'cells'));
  const shared = { matrices: features.matrices, data, sampleKeys, config, journal, resume };
  const { evaluations, reused } = await evaluateCells({ cells, ...shared }, effects);
  const evaluateSeconds = (clock.elapsed() - evaluationStarted) / 1000;
  logger.info(
    `Cells: ${cells.length - reused} evaluated, ${reused} from the journal (${evaluateSeconds.toFixed(1)} s)`,
  );

  const answer = answerOf(config, data, evaluations);
  const permuted = await evaluatePermuted(shared, cells, answer.best, effects);
  const learningCurve = await measureLearningCurves(shared, evaluations, effects);
  for (const warning of learningCurve?.warnings ?? []) logger.warn(warning);

  const dataQuality = await inspectData(
    {
      prepared,
      features,
      data,
      evaluations,
      sampleKeys,
      journal: openJournal<Suspicion>(journalFolder(effects, 'data-quality')),
      resume,
    },
    effects,
  );

  const explored = await exploreRun(
    { prepared, features, data, evaluations, answer, sampleKeys, resume },
    effects,
  );

  const allEvaluations = new Map([...evaluations, ...permuted.evaluations]);
  const name = runName(startedAt);
  const results = toResults({
    name,
    command: commandLine(configFile, overrides, effects.env.STRATA_WEIGHTS),
    startedAt,
    seconds: (clock.elapsed() - started) / 1000,
    evaluateSeconds,
    environment: await describeEnvironment(effects.host),
    prepared,
    features,
    data,
    evaluations: allEvaluations,
    reused: reused + permuted.reused,
    answer,
    learningCurve,
    dataQuality,
    assessed,
    pruned,
  });
  const folder = await runs.publish(name, async (unfinished) => {
    throwIfAborted(effects.signal);
    await writeResults(results, join(unfinished, 'results.json'));
    await writeFile(join(unfinished, 'config.resolved.yaml'), resolvedToYaml(config));
    await writeFile(
      join(unfinished, 'predictions.csv'),
      predictionsCsv(allEvaluations, dataset, features.kept),
    );
    await writeFile(join(unfinished, 'cells.csv'), cellsCsv(results));
    if (explored) await writeExplored(explored, unfinished);
    await writeReport(results, explored?.exploration, unfinished, config.report.formats, effects.signal);
  });
  const page = config.report.formats.includes('html') ? 'report.html' : 'report.md';
  const { mlflow } = config.report;
  return { report: join(folder, page), results, ...(mlflow === undefined ? {} : { mlflow }) };
}
