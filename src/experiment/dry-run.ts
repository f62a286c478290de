import { loadConfig } from '../config/index.ts';
import type { Effects } from '../core/index.ts';
import { trainSizeOf } from '../evaluate/index.ts';
import {
  estimateExtraction,
  featuresFolder,
  hasFeatureStore,
  openFeatureStore,
  planSpaces,
} from '../feature/index.ts';
import { catalog } from './catalog.ts';
import { cellKeys } from './cell-key.ts';
import type { EvaluationData } from './cell-task.ts';
import type { Cell } from './cells.ts';
import { journalFolder, openJournal } from './journal.ts';
import { planLearningCurve } from './learning-curve.ts';
import { type PreparedExperiment, prepareExperiment } from './prepare.ts';
import { evaluationData } from './protocol.ts';
import type { ExperimentOptions } from './run.ts';
import { countOf, describePlan } from './words.ts';

/** Say what a run would do and cost, and do none of it; one line each. */
export async function planExperiment(
  { configFile, overrides }: Pick<ExperimentOptions, 'configFile' | 'overrides'>,
  effects: Effects,
): Promise<string[]> {
  const { config } = await loadConfig(configFile, { catalog: catalog(), overrides, cwd: effects.cwd });
  const prepared = await prepareExperiment(config, effects);
  const { dataset, extraction, cells } = prepared;
  const folder = featuresFolder(effects);
  const store = hasFeatureStore(folder) ? await openFeatureStore(folder) : undefined;
  try {
    const estimate = estimateExtraction(dataset, extraction, store);
    const kept = dataset.samples.flatMap(({ contentHash }, i) => (store?.failureOf(contentHash) ? [] : [i]));
    const data = evaluationData(dataset, kept, prepared.protocol, config.seed);
    const missing = await unfinishedCells(prepared, kept, data, effects);
    const fits = missing.reduce((sum, cell) => sum + fitsOf(cell, prepared), 0);
    const seconds = missing.reduce((sum, cell) => sum + roughSeconds(cell, kept.length, prepared), 0);
    return [
      ...describePlan(prepared),
      `To extract: ${countOf(estimate.samples, dataset.modality)}, about ${inSeconds(estimate.seconds)} (${estimate.basis}), ${inMegabytes(estimate.bytes)} to store`,
      ...planSpaces(extraction).map(
        ({ id, dim }) =>
          `  ${id}: ${countOf(estimate.lacking.get(id)!, dataset.modality)} to extract, ${dim} values each`,
      ),
      `To evaluate: ${config.evaluation.prune === undefined ? '' : 'at most '}${countOf(missing.length, 'cell')} of ${cells.length}, ${countOf(fits, 'fit')}, about ${inSeconds(seconds)} on one core (rough)`,
      ...describeLearningCurve(config, data),
    ];
  } finally {
    await store?.close();
  }
}

async function unfinishedCells(
  { config, dataset, cells }: PreparedExperiment,
  kept: readonly number[],
  data: EvaluationData,
  effects: Effects,
): Promise<Cell[]> {
  const sampleKeys = kept.map((index) => dataset.samples[index]!.contentHash);
  const keyOf = await cellKeys({ data, sampleKeys, config });
  const journal = openJournal(journalFolder(effects, 'cells'));
  const found = await Promise.all(cells.map((cell) => journal.find(keyOf(cell))));
  return cells.filter((_, i) => found[i] === undefined);
}

/** The training sizes and how many fits they take at least; which cells they are of is known once the rest is done. */
function describeLearningCurve(config: PreparedExperiment['config'], data: EvaluationData): string[] {
  const { learningCurve } = config.evaluation;
  const sizes = planLearningCurve(config, data);
  if (learningCurve === undefined || sizes.length === 0) return [];
  const fits = sizes.reduce((sum, { folds }) => sum + folds.length, 0) * (learningCurve.cells + 1);
  const list = sizes.map(({ trainSize }) => trainSize).join(', ');
  return [
    `  then the learning curve with ${list} of ${trainSizeOf(data.folds)} training samples: ${countOf(fits, 'fit')}, more where settings are searched`,
  ];
}

/** One fit a fold, and one more per setting and inner fold where there is a choice of settings or of cells. */
function fitsOf({ model, role }: Cell, { config, nFolds }: PreparedExperiment): number {
  const { selection, tune } = config.evaluation;
  const choices = model.settings.length;
  const isChoice = choices > 1 || (selection === 'nested' && role !== 'control');
  return nFolds * (1 + (isChoice ? choices * tune.folds : 0));
}

/** Milliseconds of fitting on one million values, a middle over the estimators; single ones are ten times off. */
const ROUGH_MS_PER_MILLION = 200;

function roughSeconds(cell: Cell, nSamples: number, prepared: PreparedExperiment): number {
  const millions = (nSamples * cell.space.dim) / 1e6;
  const nLabels = prepared.dataset.labelNames?.length ?? 1;
  return (fitsOf(cell, prepared) * nLabels * millions * ROUGH_MS_PER_MILLION) / 1000;
}

function inSeconds(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
