import type { FeatureSpace } from '../../feature/index.ts';
import { evenly } from './evenly.ts';
import { chosenCell, rankedCells } from './ranked-cells.ts';
import type { ExplorationInput } from './types.ts';

/** Feature spaces with maps at most: each takes seconds, and a person looks at few. */
const MOST_MAPPED_SPACES = 6;
/** Layers whose neighbours are found at most: as many columns as a page has room for. */
const MOST_LAYERS = 12;

/** The spaces worth a map: the chosen one, the best layer of each other backbone, the sample as it is. */
export function mappedSpaces(input: ExplorationInput): readonly FeatureSpace[] {
  const chosen = chosenCell(input).space;
  const best = new Map<string | undefined, FeatureSpace>([[chosen.backbone, chosen]]);
  for (const [{ role, space }] of rankedCells(input)) {
    if (role === 'candidate' && !best.has(space.backbone)) best.set(space.backbone, space);
  }
  const plain = input.features.spaces.filter(
    (space) => (space.kind === 'raw-pixels' || space.kind === 'bag-of-words') && space !== chosen,
  );
  return [...[...best.values()].slice(0, MOST_MAPPED_SPACES - plain.length), ...plain];
}

/** The spaces whose neighbours are found: layers in the order of the plan, the chosen one among them, and baselines. */
export function neighbourSpaces(input: ExplorationInput): readonly FeatureSpace[] {
  const chosen = chosenCell(input).space;
  const { spaces } = input.features;
  const layers = spaces.filter(({ kind, weights }) => kind === 'deep' && weights !== 'random');
  const drawn = new Set(Array.from(evenly(layers.length, MOST_LAYERS), (i) => layers[i]!.id));
  if (!drawn.has(chosen.id) && chosen.kind === 'deep') {
    drawn.delete(nearestOf(drawn, layers, chosen));
    drawn.add(chosen.id);
  }
  return spaces.filter(({ id, kind }) => drawn.has(id) || kind !== 'deep');
}

/** The drawn layer that stands closest to another in the order of the plan. */
function nearestOf(drawn: ReadonlySet<string>, layers: readonly FeatureSpace[], other: FeatureSpace): string {
  const place = layers.findIndex(({ id }) => id === other.id);
  const distance = (id: string) => Math.abs(layers.findIndex((layer) => layer.id === id) - place);
  return [...drawn].reduce((a, b) => (distance(b) < distance(a) ? b : a));
}
