import type { Results } from '../../result/index.ts';
import { taskOf } from '../task.ts';
import type { ComparedRun } from './types.ts';

/** What each run was told to do beyond its layers and models, and what it ran on: text by what it is. The configs count
 * where all runs have theirs. */
export function settingsOf(runs: readonly ComparedRun[]): readonly ReadonlyMap<string, string>[] {
  const haveConfigs = runs.every(({ config }) => config !== undefined);
  return runs.map(
    ({ results, config }) =>
      new Map([...recorded(results), ...(haveConfigs ? configured(config) : []), ...surroundings(results)]),
  );
}

function recorded(results: Results): [string, string][] {
  const { dataset, evaluation, preset, seed, cells } = results;
  return [
    ['data set', dataset.id],
    ...optional('path of the data', dataset.path),
    ['fingerprint of the data', dataset.fingerprint],
    ['number of samples', String(dataset.nSamples)],
    ['task', taskOf(results)],
    ['protocol', evaluation.protocol],
    ['tuning', `${evaluation.tune.folds} inner folds, by ${evaluation.tune.metric}`],
    ...optional('selection', evaluation.selection),
    ['metrics', evaluation.metrics.map(({ id }) => id).join(', ')],
    ...optional('preset', preset?.id),
    ['transform', [...new Set(cells.map(({ transform }) => transform.join(' + ') || 'none'))].join('; ')],
    ['seed', String(seed)],
  ];
}

/** Keys of the config that layers, models and {@link recorded} tell of, or that change no number. */
const toldElsewhere = [
  'name',
  'features',
  'baselines',
  'models',
  'report',
  'seed',
  'dataset.type',
  'dataset.path',
  'evaluation.tune',
  'evaluation.metrics',
  'evaluation.protocol',
  'evaluation.selection',
];

function configured(config: unknown): [string, string][] {
  return leavesOf(config, '').filter(
    ([key]) => !toldElsewhere.some((told) => key === told || key.startsWith(`${told}.`)),
  );
}

/** The values of nested mappings by their path: `evaluation.prune.keep`; a list is a value. */
function leavesOf(value: unknown, path: string): [string, string][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return path === '' ? [] : [[path, typeof value === 'string' ? value : JSON.stringify(value)]];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, path === '' ? key : `${path}.${key}`),
  );
}

function surroundings({ environment }: Results): [string, string][] {
  return [
    ['version of Strata', environment.strata],
    ['version of Node', environment.node],
    ['platform', environment.platform],
    ['processor', `${environment.cpu}, ${environment.cores} cores`],
    ...Object.entries(environment.packages).map(([id, version]): [string, string] => [
      `version of ${id}`,
      version,
    ]),
  ];
}

function optional(key: string, value: string | undefined): [string, string][] {
  return value === undefined ? [] : [[key, value]];
}
