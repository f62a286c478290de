import { presets, type ResolvedConfig } from '../config/index.ts';
import { type Answer, type CellEvaluation, metrics as metricRegistry } from '../evaluate/index.ts';
import type { ExtractedFeatures } from '../feature/index.ts';
import type { ResultCell, Results } from '../result/index.ts';
import type { AssessedSpaces } from './assess-spaces.ts';
import type { EvaluationData } from './cell-task.ts';
import type { Cell } from './cells.ts';
import { modelEntry } from './models.ts';
import type { PreparedExperiment } from './prepare.ts';
import type { PrunedCells } from './prune-cells.ts';
import { describeTargets, targetResults } from './targets.ts';
import { similarityResults, transferabilityResults } from './transferability.ts';

/** All that a run learned, before it is written down. */
export interface FinishedRun {
  readonly name: string;
  readonly command: string;
  readonly startedAt: Date;
  readonly seconds: number;
  readonly evaluateSeconds: number;
  readonly environment: Results['environment'];
  readonly prepared: PreparedExperiment;
  readonly features: ExtractedFeatures;
  readonly data: EvaluationData;
  readonly evaluations: ReadonlyMap<Cell, CellEvaluation>;
  readonly reused: number;
  readonly answer: Answer;
  readonly learningCurve: Results['learningCurve'];
  readonly dataQuality: Results['dataQuality'];
  readonly assessed: AssessedSpaces;
  readonly pruned: PrunedCells;
}

/** Put a finished run into the shape of `results.json`. */
export function toResults(run: FinishedRun): Results {
  const { features, data, evaluations } = run;
  const { config, dataset, protocolInWords } = run.prepared;
  const cells = [...evaluations].map(([cell, evaluation]) => toResultCell(cell, evaluation, run));
  const classCounts = new Array<number>(dataset.classNames.length).fill(0);
  for (const index of features.kept) classCounts[dataset.samples[index]!.classId]!++;
  return {
    schemaVersion: 1,
    experiment: config.name,
    run: run.name,
    command: run.command,
    startedAt: run.startedAt.toISOString(),
    seconds: run.seconds,
    seed: config.seed,
    environment: run.environment,
    dataset: {
      id: dataset.id,
      ...(typeof config.dataset.options.path === 'string' ? { path: config.dataset.options.path } : {}),
      modality: dataset.modality,
      nSamples: features.kept.length,
      classNames: dataset.classNames,
      classCounts,
      ...(dataset.targetName !== undefined && { targetName: dataset.targetName }),
      ...describeTargets(data.targets, dataset),
      fingerprint: dataset.fingerprint,
      skipped: [...dataset.skipped, ...features.skipped],
      duplicates: dataset.duplicates,
      warnings: dataset.warnings,
    },
    evaluation: {
      protocol: protocolInWords,
      nFolds: data.folds.length,
      tune: config.evaluation.tune,
      selection: config.evaluation.selection,
      metrics: config.evaluation.metrics.map((id) => {
        const { title, better } = metricRegistry.get(id);
        return { id, title, better };
      }),
    },
    cost: {
      extracted: features.cost.extracted,
      cached: features.cost.cached,
      extractSeconds: features.cost.seconds,
      evaluateSeconds: run.evaluateSeconds,
      cellsEvaluated: evaluations.size - run.reused,
      cellsReused: run.reused,
    },
    cells,
    answer: run.answer,
    ...presetUsed(config),
    ...(run.learningCurve && { learningCurve: run.learningCurve }),
    ...(run.dataQuality && { dataQuality: run.dataQuality }),
    ...targetResults(run.answer, evaluations, dataset, features.kept),
    ...assessmentOf(run),
    warnings: [
      ...features.warnings,
      ...new Set(cells.flatMap(({ id, warnings }) => warnings.map((warning) => `${id}: ${warning}`))),
    ],
  };
}

function assessmentOf({
  assessed,
  pruned,
  evaluations,
  data,
  prepared,
}: FinishedRun): Pick<Results, 'transferability' | 'similarity'> {
  const transferability = transferabilityResults(assessed, pruned, evaluations, data, prepared.config);
  const similarity = similarityResults(assessed);
  return { ...(transferability && { transferability }), ...(similarity && { similarity }) };
}

function presetUsed({ preset }: ResolvedConfig): Pick<Results, 'preset'> {
  if (preset === undefined) return {};
  const { id, source, differences } = presets.get(preset.id);
  return { preset: { id, source, differences, departures: preset.departures } };
}

function toResultCell(
  cell: Cell,
  evaluation: CellEvaluation,
  { prepared: { config }, features }: FinishedRun,
): ResultCell {
  const { space, model } = cell;
  const ms = features.cost.msPerSample.get(space.id);
  return {
    id: cell.id,
    role: cell.role,
    ...(cell.labels && { labels: cell.labels }),
    feature: {
      id: space.id,
      kind: space.kind,
      ...(space.backbone === undefined ? {} : { backbone: space.backbone }),
      ...(space.layer === undefined ? {} : { layer: space.layer }),
      ...(space.pooling === undefined ? {} : { pooling: space.pooling }),
      ...(space.weights === undefined ? {} : { weights: space.weights }),
      ...(space.provider === undefined ? {} : { provider: space.provider }),
      ...(space.depth === undefined ? {} : { depth: space.depth }),
      dim: space.dim,
      key: space.key,
      ...(ms === undefined ? {} : { extractMsPerSample: ms }),
      ...(space.modelBytes === undefined ? {} : { modelBytes: space.modelBytes }),
      ...(space.macs === undefined ? {} : { macs: space.macs }),
    },
    model: {
      type: model.type,
      title: modelEntry(model.type).title,
      implementation: model.implementation,
      params: model.params,
      ...(model.settings.length > 1 ? { tuned: evaluation.chosen } : {}),
    },
    transform: config.transform.map(({ type }) => type),
    metrics: evaluation.metrics,
    ...(evaluation.confusion && { confusion: evaluation.confusion }),
    fitMs: evaluation.fitMs,
    predictMs: evaluation.predictMs,
    warnings: evaluation.warnings,
  };
}
