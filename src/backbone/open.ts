import { BackboneError, cannotFind, type Effects } from '../core/index.ts';
import type { OnnxModel } from '../graph/index.ts';
import { buildBackbone } from './build.ts';
import { readLocalOnnx } from './format/local-onnx.ts';
import { openTfjsSource } from './format/local-tfjs.ts';
import { readOnnx } from './format/read-onnx.ts';
import { readTfjsModel } from './format/tfjs-model.ts';
import { createBackbone } from './image/create.ts';
import { backbones } from './registry.ts';
import { openWeights, type Weights } from './source/open.ts';
import { sourceOf, specName } from './source/spec.ts';
import { takesTokens } from './text/feeds.ts';
import { openTextSource } from './text/source.ts';
import type {
  Backbone,
  BackboneCard,
  CardSpec,
  OpenBackbone,
  OpenOptions,
  SourceSpec,
  SpecVariant,
} from './types.ts';
import { variantOf } from './variant.ts';

/** Open a card by id or a source.
 * @throws {BackboneError} If the id is unknown, weights are missing, an operator cannot be converted or run, or a stage
 * names no layer.
 * @throws {IntegrityError} If weights are not the bytes that the card, their server or `strata.lock` records. */
export const openBackbone: OpenBackbone = (spec, effects, options = {}) => {
  if (typeof spec === 'string') return openCard({ card: spec }, effects, options);
  return 'card' in spec ? openCard(spec, effects, options) : openSource(spec, effects, options);
};

async function openCard(spec: CardSpec, effects: Effects, options: OpenOptions): Promise<Backbone> {
  const id = spec.card;
  if (!backbones.has(id)) throw new BackboneError(cannotFind('backbone', id, backbones.ids));
  const card = backbones.get(id);
  const weights = await openWeights(card.source, id, effects);
  const variant = variantOf(spec, options, id, card.format === 'onnx' ? undefined : weights.files);
  return buildBackbone(card, await readModel(card, weights), weights.hash(), weights.read, variant);
}

async function openSource(
  spec: SourceSpec & SpecVariant,
  effects: Effects,
  options: OpenOptions,
): Promise<Backbone> {
  const source = await sourceOf(spec, effects);
  const name = specName(spec);
  const weights = await openWeights(source, name, effects);
  const variant = variantOf(spec, options, name, source.kind === 'folder' ? weights.files : undefined);
  if (source.kind === 'folder') return openTfjsSource(spec, source, weights, variant);
  const graph = await readOnnx(name, weights);
  if (takesTokens(graph)) return openTextSource(spec, source, graph, weights, effects, variant);
  const { model, card } = readLocalOnnx(spec, source, graph);
  return createBackbone(card, model, weights.hash(), variant);
}

async function readModel(card: BackboneCard, weights: Weights): Promise<OnnxModel> {
  return card.format === 'onnx' ? readOnnx(card.id, weights) : readTfjsModel(card, weights.files);
}
