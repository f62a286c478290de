import type { ResultCell, ResultFeature, Results } from '../result/index.ts';
import { plainText } from './plain-text.ts';
import { type Task, taskOf } from './task.ts';

/** What to call the features and models of a run: as short as they stay distinct. */
export interface Names {
  /** The layer, with its pooling where the run tried several; or the recipe. */
  feature(feature: ResultFeature): string;
  /** {@link Names.feature} without the path that all layers of its backbone share: for figures. */
  featureLabel(feature: ResultFeature): string;
  /** The line a feature belongs to in a layer curve: its backbone, with its pooling where there are several. */
  series(feature: ResultFeature): string;
  model(cell: ResultCell): string;
  /** Whether features need their backbone named to be told apart. */
  readonly hasBackbones: boolean;
}

/** Work out the names of a run. */
export function createNames(results: Results): Names {
  const deep = results.cells.map((cell) => cell.feature).filter((feature) => feature.kind === 'deep');
  const hasPoolings = new Set(deep.map((feature) => feature.pooling)).size > 1;
  const shared = new Map<string | undefined, string>();
  for (const backbone of new Set(deep.map((feature) => feature.backbone))) {
    shared.set(
      backbone,
      commonFolder(deep.filter((item) => item.backbone === backbone).map((item) => item.layer ?? item.id)),
    );
  }
  const pooled = (text: string, { pooling }: ResultFeature) =>
    hasPoolings && pooling !== undefined ? `${text} (${pooling})` : text;
  const feature = (item: ResultFeature) =>
    item.kind === 'deep' ? pooled(item.layer ?? item.id, item) : item.id;
  const variants = modelVariants(results);
  const task = taskOf(results);
  return {
    hasBackbones: shared.size > 1,
    feature: (item) => plainText(feature(item)),
    featureLabel: (item) => {
      const prefix = item.kind === 'deep' ? (shared.get(item.backbone) ?? '') : '';
      return plainText(feature(item).slice(prefix.length));
    },
    series: (item) => plainText(pooled(item.backbone ?? item.id, item)),
    model: (cell) => {
      const name = baseName(cell, task);
      const settings = variants.get(name) ?? [];
      const number = settings.indexOf(settingOf(cell)) + 1;
      return plainText(number > 1 ? `${name} no. ${number}` : name);
    },
  };
}

/** Per model name, the settings it was configured with, in the order of the config. */
function modelVariants(results: Results): Map<string, string[]> {
  const variants = new Map<string, string[]>();
  for (const cell of results.cells) {
    const name = baseName(cell, taskOf(results));
    const settings = variants.get(name) ?? [];
    if (!settings.includes(settingOf(cell))) settings.push(settingOf(cell));
    variants.set(name, settings);
  }
  return variants;
}

function baseName({ model }: ResultCell, task: Task): string {
  const title = task === 'multi-label' && model.type === 'majority' ? 'Majority of each label' : model.title;
  return model.implementation === 'strata' ? title : `${title} (${model.implementation})`;
}

function settingOf({ model }: ResultCell): string {
  return JSON.stringify([model.type, model.params]);
}

/** The longest `a/b/` that all paths begin with. */
function commonFolder(paths: readonly string[]): string {
  const [first, ...others] = paths;
  if (first === undefined || others.every((path) => path === first)) return '';
  let end = first.lastIndexOf('/') + 1;
  while (end > 0 && !others.every((path) => path.startsWith(first.slice(0, end)))) {
    end = first.lastIndexOf('/', end - 2) + 1;
  }
  return first.slice(0, end);
}
