import { BackboneError, didYouMean } from '../../core/index.ts';
import type { Layer } from '../../graph/index.ts';
import type { LayerSelection } from '../types.ts';

/** What a selection chooses from. */
export interface Selectable {
  readonly id: string;
  /** Shallow to deep. */
  readonly layers: readonly Layer[];
  readonly stages: readonly string[];
  /** Tensors that are no layers because their shape depends on values, each with the node that makes it so. */
  readonly dynamic: ReadonlyMap<string, string>;
}

/** Resolve a selection to layers, shallow to deep and each once.
 * @throws {BackboneError} If an entry names no layer. */
export function selectLayers(backbone: Selectable, selection: LayerSelection): readonly Layer[] {
  if (selection === 'all') return backbone.layers;
  const entries = selection === 'stages' ? backbone.stages : selection;
  const names = new Set(entries.flatMap((entry) => namesOf(backbone, entry)));
  return backbone.layers.filter(({ name }) => names.has(name));
}

function namesOf(backbone: Selectable, entry: string | number): string[] {
  return typeof entry === 'number' ? [stageAt(backbone, entry)] : matching(backbone, entry);
}

function stageAt({ id, stages }: Selectable, index: number): string {
  const name = index < 0 ? stages.at(index) : undefined;
  if (name === undefined) {
    throw new BackboneError(
      `Cannot find layer ${index} of backbone "${id}" as an index must lie in -${stages.length} … -1, where -1 is the deepest of its ${stages.length} stages`,
    );
  }
  return name;
}

function matching({ id, layers, stages, dynamic }: Selectable, pattern: string): string[] {
  const names = layers.map(({ name }) => name);
  if (names.includes(pattern)) return [pattern];
  const culprit = dynamic.get(pattern);
  if (culprit !== undefined) {
    throw new BackboneError(
      `Cannot tap layer "${pattern}" of backbone "${id}" as its shape must not depend on the values of the input: it lies behind ${culprit}`,
    );
  }
  const glob = new RegExp(
    `^${pattern
      .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  );
  const matches = /[*?]/.test(pattern) ? names.filter((name) => glob.test(name)) : [];
  if (matches.length === 0) {
    // Where nothing is near, the stages are the names worth listing.
    throw new BackboneError(
      `Cannot find layer "${pattern}" of backbone "${id}": ${didYouMean(pattern, [...new Set([...stages, ...names])])}`,
    );
  }
  return matches;
}
