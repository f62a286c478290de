import { BackboneError } from '../core/index.ts';
import {
  feedsOf,
  listLayers,
  type OnnxModel,
  pooledSize,
  pruneModel,
  type Tap,
  weightBytes,
} from '../graph/index.ts';
import { defaultStages } from './default-stages.ts';
import { probeBatch, probeShapes } from './probe.ts';
import { type Selectable, selectLayers } from './select.ts';
import { sampleShape, startTapped } from './tapped.ts';
import type { Backbone, BackboneCard } from './types.ts';

/** The layer's name of a tensor of the trunk; `undefined` for any other tensor. */
export function layerName(card: BackboneCard, tensorName: string): string | undefined {
  if (card.trunk === undefined) return tensorName;
  const match = card.trunk.exec(tensorName);
  return match === null ? undefined : (match[1] ?? match[0]);
}

/** Make a backbone of a model: probe its shapes, list its layers, settle its stages.
 * @param card where its `stages` are empty, they are found from the graph.
 * @throws {BackboneError} If the graph cannot run, or a stage of the card names no layer. */
export async function createBackbone(
  card: BackboneCard,
  model: OnnxModel,
  weightsHash: string,
): Promise<Backbone> {
  const inputName = feedsOf(model.graph)[0]!.name;
  const shapes = await probeShapes(model, inputName, sampleShape(card.input), card.id);
  const tensors = listLayers(model, shapes, probeBatch, (name) => layerName(card, name) !== undefined);
  const layers = tensors.map((tensor) => ({ ...tensor, name: layerName(card, tensor.name)! }));
  const stages =
    card.stages.length > 0
      ? selectLayers({ id: card.id, layers, stages: [] }, card.stages).map(({ name }) => name)
      : defaultStages(model, tensors).map((name) => layerName(card, name)!);
  const selectable: Selectable = { id: card.id, layers, stages };
  const byName = new Map(layers.map((layer, i) => [layer.name, { layer, tensor: tensors[i]!.name }]));
  const find = (name: string) => byName.get(name) ?? byName.get(selectLayers(selectable, [name])[0]!.name)!;
  if (layers.length === 0) {
    throw new BackboneError(
      `Cannot use backbone "${card.id}" as its graph must compute float32 tensors from images: it computes none`,
    );
  }
  return {
    id: card.id,
    card,
    weightsHash,
    layers,
    stages,
    input: card.input,
    select: (selection) => selectLayers(selectable, selection),
    dimOf: ({ layer, pooling }) => pooledSize(find(layer).layer.shape, pooling),
    bytesOf: (names) =>
      weightBytes(
        pruneModel(
          model,
          names.map((name) => find(name).tensor),
        ),
      ),
    tap: async (taps, options = {}) => {
      const inside = taps.map((tap): Tap => ({ ...tap, layer: find(tap.layer).tensor }));
      return { taps, ...(await startTapped(model, tensors, inside, card.input, options.threads ?? 0)) };
    },
  };
}
