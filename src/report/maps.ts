import type { ExplorationMap } from '../result/index.ts';
import { featurePhrase } from './cell-phrase.ts';
import { formatShare } from './format.ts';
import { name, type Phrase, phrase } from './phrase.ts';
import type { ReportView } from './view.ts';

/** What to call the methods that lay samples out on a plane; the first is shown first. */
export const mapMethods = {
  umap: 'UMAP',
  pca: 'PCA',
  't-sne': 't-SNE',
} as const satisfies Readonly<Record<ExplorationMap['method'], string>>;

/** The map to show first: of the chosen feature space, by the first method it has; undefined of a run without maps. */
export function firstMap({ exploration, chosen }: ReportView): ExplorationMap | undefined {
  const maps = exploration?.maps ?? [];
  const ofChosen = maps.filter(({ feature }) => feature === chosen.feature.id);
  return inMethodOrder(ofChosen.length > 0 ? ofChosen : maps)[0];
}

/** Maps in the order in which their methods are offered. */
export function inMethodOrder(maps: readonly ExplorationMap[]): readonly ExplorationMap[] {
  const methods = Object.keys(mapMethods);
  return maps.toSorted((a, b) => methods.indexOf(a.method) - methods.indexOf(b.method));
}

/** `layer …` or a recipe, by the id of a feature space. */
export function spacePhrase(view: ReportView, id: string): Phrase {
  const row = view.features.find(({ feature }) => feature.id === id);
  return row === undefined ? phrase`${name(id)}` : featurePhrase(view, row.feature);
}

/** What a method keeps of the distances between samples, in a sentence. */
export function methodNote({ method, explained }: Pick<ExplorationMap, 'method' | 'explained'>): string {
  if (method === 'pca') {
    const shown = explained && ` (${formatShare(explained[0] + explained[1], 0)} of it)`;
    return `PCA shows the two directions of greatest variance${shown ?? ''}.`;
  }
  return `${mapMethods[method]} keeps neighbours together; distances between groups mean little.`;
}
