import type { Results } from '../../result/index.ts';
import { type Phrase, renderPhrase } from '../phrase.ts';
import { plainText } from '../plain-text.ts';
import { answerOf } from '../sentence.ts';
import { settingText } from '../settings.ts';
import { createView, type ReportView } from '../view.ts';

/** A point of a metric as MLflow has it. */
export interface MlflowMetric {
  readonly key: string;
  readonly value: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly step: number;
}

export interface MlflowEntry {
  readonly key: string;
  readonly value: string;
}

/** What MLflow is told of a run: of the chosen cell every metric, with a step for each fold; of each backbone its layer
 * curve, with a step for each layer; the lift and what it cost. */
export interface MlflowFields {
  readonly startTime: number;
  readonly endTime: number;
  readonly params: readonly MlflowEntry[];
  readonly metrics: readonly MlflowMetric[];
  readonly tags: readonly MlflowEntry[];
}

/** Longest value of a parameter that servers of all versions take. */
const longestParam = 500;
/** Longest value of a tag. */
const longestTag = 5000;

/** Tell a run in MLflow's terms. */
export function mlflowFields(results: Results): MlflowFields {
  const view = createView(results);
  const startTime = Date.parse(results.startedAt);
  const endTime = startTime + Math.round(results.seconds * 1000);
  return {
    startTime,
    endTime,
    params: paramsOf(view).map(({ key, value }) => ({
      key: keyOf(key),
      value: shortened(value, longestParam),
    })),
    metrics: metricsOf(view).map(([key, value, step = 0]) => ({
      key: keyOf(key),
      value,
      timestamp: endTime,
      step,
    })),
    tags: tagsOf(view).map(({ key, value }) => ({ key, value: shortened(value, longestTag) })),
  };
}

/** The tag by which a run is found again. */
export const runTag = 'strata.run';

function paramsOf({ results, chosen, metric, features }: ReportView): readonly MlflowEntry[] {
  const { dataset, evaluation, seed, preset } = results;
  const { feature, model, transform } = chosen;
  const count = (role: string) => String(features.filter((row) => row.role === role).length);
  return Object.entries({
    dataset: dataset.id,
    'dataset fingerprint': dataset.fingerprint,
    target: dataset.targetName,
    samples: String(dataset.nSamples),
    classes: String(dataset.classNames.length),
    protocol: evaluation.protocol,
    'decided by': metric.id,
    seed: String(seed),
    preset: preset?.id,
    layers: count('candidate'),
    baselines: count('baseline'),
    cells: String(results.cells.length),
    'best feature': feature.id,
    'best backbone': feature.backbone,
    'best layer': feature.layer,
    'best pooling': feature.pooling,
    'best depth': feature.depth?.toFixed(3),
    'best dim': String(feature.dim),
    'best transform': transform.join(' '),
    'best model': model.type,
    'best implementation': model.implementation,
    'best setting': settingText(chosen),
  }).flatMap(([key, value]) => (value === undefined || value === '' ? [] : [{ key, value }]));
}

function metricsOf(view: ReportView): (readonly [key: string, value: number, step?: number])[] {
  const { results, chosen, features, metric, names, score, tied, cell } = view;
  const { cost, answer, seconds } = results;
  const baseline = cell(answer.baseline);
  const baselineScore = baseline && score(baseline)?.mean;
  const layers = features.filter(({ role }) => role === 'candidate');
  const series = [...new Set(layers.map(({ feature }) => names.series(feature)))];
  return [
    ...Object.entries(chosen.metrics).flatMap(([id, { mean, ci95, perFold }]) => [
      [id, mean] as const,
      [`${id} low`, ci95[0]] as const,
      [`${id} high`, ci95[1]] as const,
      ...perFold.map((value, fold) => [`${id} by fold`, value, fold] as const),
    ]),
    ...series.flatMap((line) =>
      layers
        .filter(({ feature }) => names.series(feature) === line)
        .flatMap(({ best }, step) => {
          const value = score(best)?.mean;
          return value === undefined ? [] : [[`${metric.id} by layer ${line}`, value, step] as const];
        }),
    ),
    ...(baselineScore === undefined ? [] : [[`baseline ${metric.id}`, baselineScore] as const]),
    ...intervalMetrics('lift', answer.liftOverBaseline),
    ['cells as good', tied.size - 1],
    ['seconds', seconds],
    ['extract seconds', cost.extractSeconds],
    ['evaluate seconds', cost.evaluateSeconds],
    ...optional('extract ms per sample', chosen.feature.extractMsPerSample),
    ...optional('model bytes', chosen.feature.modelBytes),
    ['fit ms', chosen.fitMs],
    ['predict ms', chosen.predictMs],
  ];
}

function intervalMetrics(key: string, interval: Results['answer']['liftOverBaseline']) {
  if (interval === undefined) return [];
  const { mean, ci95 } = interval;
  return [[key, mean] as const, [`${key} low`, ci95[0]] as const, [`${key} high`, ci95[1]] as const];
}

function optional(key: string, value: number | undefined) {
  return value === undefined ? [] : [[key, value] as const];
}

function tagsOf(view: ReportView): readonly MlflowEntry[] {
  const { results } = view;
  const { headline, details } = answerOf(view);
  const text = (sentence: Phrase) => renderPhrase(sentence, plainText, plainText);
  return [
    { key: runTag, value: results.run },
    { key: 'strata.version', value: results.environment.strata },
    { key: 'strata.answer', value: text(headline) },
    { key: 'mlflow.note.content', value: [headline, ...details].map(text).join('\n\n') },
    { key: 'mlflow.source.name', value: results.command },
    { key: 'mlflow.source.type', value: 'LOCAL' },
  ];
}

/** A key that MLflow takes: letters, digits, `_`, `-`, `.` and spaces. */
function keyOf(text: string): string {
  return text.replaceAll(/[^\w\-. ]/g, '_').slice(0, 250);
}

function shortened(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}
