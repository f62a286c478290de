import { BackboneError } from '../../core/index.ts';
import { dynamicTensors, feedsOf, listLayers, type OnnxModel, type Tap } from '../../graph/index.ts';
import { chooseEngine } from '../engine.ts';
import { defaultStages } from '../layers/default-stages.ts';
import { layerName, layerTable } from '../layers/layer-table.ts';
import { blankImages, probeBatch, probeShapes, randomImages } from '../layers/probe.ts';
import { nameLayers } from '../named-layers/index.ts';
import type { ImageBackbone, ImageCard } from '../types.ts';
import { applyVariant, plainVariant, type Variant } from '../variant.ts';
import { tappedSession } from './tapped.ts';

/** Make an image backbone of a model: probe its shapes, list its layers, settle its stages.
 * @param given where its `stages` are empty, they are found from the graph.
 * @throws {BackboneError} If the graph cannot run, or a stage of the card names no layer. */
export async function createBackbone(
  given: ImageCard,
  trained: OnnxModel,
  trainedHash: string,
  variant: Variant = plainVariant,
): Promise<ImageBackbone> {
  const inputName = feedsOf(trained.graph)[0]!.name;
  const probe = () => randomImages(inputName, given.input, variant.seed);
  const network = { card: given, model: trained, weightsHash: trainedHash };
  const { card, model, weightsHash } = await applyVariant(network, variant, probe);
  const shapes = await probeShapes(model, blankImages(inputName, card.input), card.id);
  const isLayer = (name: string) => layerName(card, name) !== undefined;
  const others = dynamicTensors(model.graph).size > 0 ? await probeShapes(model, probe(), card.id) : shapes;
  const tensors = listLayers(model, shapes, probeBatch, isLayer, others);
  if (tensors.length === 0) {
    throw new BackboneError(
      `Cannot use backbone "${card.id}" as its graph must compute float32 tensors from images: it computes none`,
    );
  }
  const names = card.architecture ? nameLayers(card.architecture, model, tensors) : new Map<string, string>();
  const { find, ...table } = layerTable(card, model, tensors, names, () => defaultStages(model, tensors));
  const deepest = table.stages.map((stage) => find(stage).tensor);
  const engine = await chooseEngine(variant, model, deepest, blankImages(inputName, card.input));
  return {
    id: card.id,
    modality: 'image',
    card,
    weightsHash,
    weights: variant.weights,
    provider: engine.provider,
    input: card.input,
    ...table,
    tap: async (taps, options = {}) => {
      const inside = taps.map((tap): Tap => ({ ...tap, layer: find(tap.layer).tensor }));
      const session = await engine.start({
        model,
        layers: tensors,
        taps: inside,
        threads: options.threads ?? 0,
      });
      return { taps, ...tappedSession(session, tensors, inside, card.input) };
    },
  };
}
