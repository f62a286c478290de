import type { ResultCell, ResultFeature } from '../../result/index.ts';
import { joinPhrases, name, type Phrase, phrase } from '../phrase.ts';
import { settingsOf } from './settings.ts';
import type { Change, ComparedRun } from './types.ts';

/** What the runs were told to do, or ran on, that is not the same in all of them: layers and models first. */
export function changesOf(runs: readonly ComparedRun[]): readonly Change[] {
  return [
    ...listChanges(runs, featureGroups),
    ...listChanges(runs, ({ results }) => modelsOf(results.cells)),
    ...featureKeyChanges(runs),
    ...settingChanges(runs),
  ];
}

/** Things of one kind: what they are called by what tells them apart. */
interface Group {
  readonly what: Phrase;
  readonly items: Map<string, Phrase>;
}

/** Of every kind of thing that runs have, those that not all have. */
function listChanges(
  runs: readonly ComparedRun[],
  groupsOf: (run: ComparedRun) => ReadonlyMap<string, Group>,
): Change[] {
  const perRun = runs.map(groupsOf);
  const keys = new Set(perRun.flatMap((groups) => [...groups.keys()]));
  return [...keys].flatMap((key) => {
    const lists = perRun.map((groups) => groups.get(key)?.items ?? new Map<string, Phrase>());
    const isShared = (item: string) => lists.every((list) => list.has(item));
    const own = lists.map((list) => [...list].filter(([item]) => !isShared(item)).map(([, text]) => text));
    if (own.every((items) => items.length === 0)) return [];
    const what = perRun.find((groups) => groups.has(key))!.get(key)!.what;
    return [
      { what, values: own.map((items) => (items.length === 0 ? phrase`–` : joinPhrases(items, ', '))) },
    ];
  });
}

/** The layers of each backbone, and the baselines. */
function featureGroups({ results, view }: ComparedRun): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const { feature } of results.cells) {
    const { kind, backbone = feature.id, layer = feature.id, pooling, weights } = feature;
    const isDeep = kind === 'deep';
    const key = isDeep ? `${backbone}\n${weights}` : 'baselines';
    const control = weights === undefined ? '' : ' with random weights';
    const what = isDeep ? phrase`layers of ${name(backbone)}${control}` : phrase`baselines`;
    const group = groups.get(key) ?? { what, items: new Map() };
    groups.set(key, group);
    const pooled = pooling === undefined ? '' : ` (${pooling} pooling)`;
    group.items.set(
      feature.id,
      isDeep ? phrase`${name(layer)}${pooled}` : phrase`${name(view.names.feature(feature))}`,
    );
  }
  return groups;
}

function modelsOf(cells: readonly ResultCell[]): ReadonlyMap<string, Group> {
  const items = new Map<string, Phrase>();
  for (const { model } of cells) {
    const implementation = model.implementation === 'strata' ? '' : ` of ${model.implementation}`;
    const params = Object.entries(model.params).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
    const given = params.length === 0 ? phrase`` : phrase` with ${name(params.join(', '))}`;
    items.set(modelKey(model), phrase`${model.title}${implementation}${given}`);
  }
  return new Map([['models', { what: phrase`models`, items }]]);
}

/** A model with its setting. */
export function modelKey({ type, implementation, params }: ResultCell['model']): string {
  return JSON.stringify([type, implementation, params]);
}

/** Features of one name that were computed otherwise: from other weights, by another program or version. */
function featureKeyChanges(runs: readonly ComparedRun[]): Change[] {
  const keys = runs.map(({ results }) => new Map(results.cells.map(({ feature }) => [feature.id, feature])));
  const ids = new Set(keys.flatMap((features) => [...features.keys()]));
  const odd = [...ids].filter((id) => {
    const given = keys.flatMap((features) => features.get(id)?.key ?? []);
    return new Set(given).size > 1;
  });
  if (odd.length === 0) return [];
  const text = (feature: ResultFeature | undefined) =>
    feature === undefined ? phrase`–` : phrase`${name(feature.key.slice(0, 12))}`;
  const [first] = odd;
  const others = odd.length > 1 ? ` and ${odd.length - 1} more` : '';
  return [
    {
      what: phrase`how ${name(first!)}${others} was computed`,
      values: keys.map((features) => text(features.get(first!))),
    },
  ];
}

function settingChanges(runs: readonly ComparedRun[]): Change[] {
  const settings = settingsOf(runs);
  const keys = new Set(settings.flatMap((values) => [...values.keys()]));
  return [...keys]
    .filter((key) => new Set(settings.map((values) => values.get(key))).size > 1)
    .map((key) => ({
      what: key.includes(' ') || !key.includes('.') ? phrase`${key}` : phrase`${name(key)}`,
      values: settings.map((values) => {
        const value = values.get(key);
        return value === undefined ? phrase`–` : phrase`${name(value)}`;
      }),
    }));
}
