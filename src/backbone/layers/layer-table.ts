import {
  dynamicTensors,
  type Layer,
  type OnnxModel,
  pooledSize,
  pruneModel,
  weightBytes,
} from '../../graph/index.ts';
import type { Backbone, BackboneCard } from '../types.ts';
import { type Selectable, selectLayers } from './select.ts';

/** The layer's name of a tensor of the trunk; `undefined` for any other tensor. */
export function layerName(card: Pick<BackboneCard, 'trunk'>, tensorName: string): string | undefined {
  if (card.trunk === undefined) return tensorName;
  const match = card.trunk.exec(tensorName);
  return match === null ? undefined : (match[1] ?? match[0]);
}

/** What a backbone of any modality says of its layers, and the tensor behind each name. */
export interface LayerTable
  extends Pick<Backbone, 'layers' | 'stages' | 'dynamic' | 'select' | 'dimOf' | 'bytesOf'> {
  /** The layer that a name means. */
  find(name: string): { readonly layer: Layer; readonly tensor: string };
}

/** Name the layers of a model and settle its stages.
 * @param tensors the layers by the names of their tensors, shallow to deep.
 * @param given tensor → name, for those that get another name than their tensor's.
 * @param defaultStages names of tensors, for a card that lists no stages.
 * @throws {BackboneError} If a stage of the card names no layer. */
export function layerTable(
  card: Pick<BackboneCard, 'id' | 'stages' | 'trunk'>,
  model: OnnxModel,
  tensors: readonly Layer[],
  given: ReadonlyMap<string, string>,
  defaultStages: () => readonly string[],
): LayerTable {
  const nameOf = (tensor: string) => given.get(tensor) ?? layerName(card, tensor)!;
  const layers = tensors.map((tensor) => ({ ...tensor, name: nameOf(tensor.name) }));
  const stages =
    card.stages.length > 0
      ? selectLayers({ id: card.id, layers, stages: [], dynamic: new Map() }, card.stages).map(
          ({ name }) => name,
        )
      : defaultStages().map(nameOf);
  const tappable = new Set(tensors.map(({ name }) => name));
  const dynamic = new Map(
    [...dynamicTensors(model.graph)]
      .filter(([tensor]) => !tappable.has(tensor))
      .map(([tensor, { opType, output }]) => [layerName(card, tensor) ?? tensor, `${opType} "${output[0]}"`]),
  );
  const selectable: Selectable = { id: card.id, layers, stages, dynamic };
  const byName = new Map(layers.map((layer, i) => [layer.name, { layer, tensor: tensors[i]!.name }]));
  const find = (name: string) => byName.get(name) ?? byName.get(selectLayers(selectable, [name])[0]!.name)!;
  return {
    layers,
    stages,
    dynamic,
    find,
    select: (selection) => selectLayers(selectable, selection),
    dimOf: ({ layer, pooling }) => pooledSize(find(layer).layer, pooling),
    bytesOf: (names) =>
      weightBytes(
        pruneModel(
          model,
          names.map((name) => find(name).tensor),
        ),
      ),
  };
}
