import { type Task, tasks } from '../core/index.ts';
import type { Path, Problem } from './problem.ts';
import type { RawConfig } from './schema.ts';
import { entryOf, type Options } from './shorthand.ts';
import type { Catalog, ModelConfig } from './types.ts';

/** What the data set of a config asks to be predicted.
 * @param options of the data set, as given. */
export function taskOf(options: Options): Task {
  return tasks.find((task) => task === options.task) ?? 'classification';
}

/** What decides where the config does not say. */
export const deciding: Readonly<Record<Task, string>> = {
  classification: 'accuracy',
  regression: 'r2',
  'multi-label': 'labelAveragePrecision',
};

const usual: Readonly<Record<Task, readonly string[]>> = {
  classification: [
    'accuracy',
    'balancedAccuracy',
    'macroF1',
    'rocAuc',
    'logLoss',
    'ece',
    'brier',
    'ari',
    'nmi',
  ],
  regression: ['r2', 'mae', 'rmse'],
  'multi-label': ['labelAveragePrecision', 'labelMicroF1', 'labelMacroF1', 'subsetAccuracy', 'hammingLoss'],
};

/** What is reported where the config names no metrics, so far as the catalog has them; a cell leaves out what its model
 * cannot give. */
export function usualMetrics(task: Task, { metrics }: Catalog): readonly string[] {
  return usual[task].filter((id) => metrics.some((entry) => entry.id === id));
}

/** What a model or a metric of a task deals with. */
const subjects: Readonly<Record<Task, string>> = {
  classification: 'classes',
  regression: 'numbers',
  'multi-label': 'sets of labels',
};

/** See that the models, metrics, protocol and preset of a config are for what its data set asks to be predicted.
 * @param models in the order of the config's.
 * @param problems takes each that is not. */
export function checkTask(
  raw: RawConfig,
  models: readonly ModelConfig[],
  task: Task,
  catalog: Catalog,
  problems: Problem[],
): void {
  const holds = `the data set holds ${subjects[task]}`;
  const refuse = (what: string, why: string, path: Path) =>
    void problems.push({ path, at: 'value', message: `Cannot use ${what} as ${why}` });

  if (raw.preset !== undefined && task !== 'classification') {
    refuse(`preset "${raw.preset}"`, `it is a protocol for classes: ${holds}`, ['preset']);
    return;
  }
  models.forEach((model, i) => {
    const why = whyNot(model, task, catalog);
    const path = raw.models === undefined ? ['model'] : ['models', i];
    if (why !== undefined) refuse(`model "${model.type}"`, why, path);
  });
  const { metrics = [], tune, protocol } = raw.evaluation;
  const checkMetric = (id: string, path: Path) => {
    const judged = entryOf(catalog.metrics, id).task ?? 'classification';
    if (judged === task) return;
    const own = usualMetrics(task, catalog).join(', ');
    refuse(`metric "${id}"`, `it judges ${subjects[judged]}: ${holds}, use one of ${own}`, path);
  };
  metrics.forEach((id, i) => void checkMetric(id, ['evaluation', 'metrics', i]));
  if (tune.metric !== undefined) checkMetric(tune.metric, ['evaluation', 'tune', 'metric']);
  const type = typeof protocol === 'object' ? protocol.type : protocol;
  if (type === 'few-shot' && task !== 'classification') {
    const path = ['evaluation', 'protocol'];
    refuse('protocol "few-shot"', `it draws some samples of every class: ${holds}`, path);
  }
}

/** Why a model does not go with a task, in words after "as"; undefined where it does. */
function whyNot(
  { type, implementation, settings }: ModelConfig,
  task: Task,
  { models }: Catalog,
): string | undefined {
  const { task: predicted = 'classification', cannotLabel } = entryOf(models, type);
  const wanted = task === 'regression' ? 'regression' : 'classification';
  if (predicted !== wanted) {
    const others = models.filter((other) => (other.task ?? 'classification') === wanted);
    const instead = others
      .filter(({ role = 'candidate' }) => role === 'candidate')
      .slice(0, 3)
      .map(({ id }) => `"${id}"`);
    return `it predicts ${subjects[predicted]}: the data set holds ${subjects[task]}, use one of ${instead.join(', ')}`;
  }
  if (task !== 'multi-label' || cannotLabel === undefined) return undefined;
  return settings.map((setting) => cannotLabel({ implementation, setting })).find((why) => why !== undefined);
}
