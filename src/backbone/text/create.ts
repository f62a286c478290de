import { BackboneError } from '../../core/index.ts';
import type { OnnxModel, Tap } from '../../graph/index.ts';
import { chooseEngine } from '../engine.ts';
import { defaultStages } from '../layers/default-stages.ts';
import { layerTable } from '../layers/layer-table.ts';
import type { OpenedTokenizer } from '../tokenizer/open.ts';
import { padBatch, roomFor, tokenIds } from '../tokenizer/token-batch.ts';
import type { TextBackbone, TextCard } from '../types.ts';
import { applyVariant, plainVariant, type Variant } from '../variant.ts';
import { nameBlocks } from './blocks.ts';
import { textFeeds } from './feeds.ts';
import { listTextLayers } from './layers.ts';
import { startTappedText } from './tapped.ts';

/** What random weights are brought to scale with. */
const probeTexts = [
  'The cat sat on the mat, and looked at the moon.',
  'Prices rose by 3 % last year; wages did not.',
];

/** Make a text backbone of a model and its tokenizer: probe its shapes, list its layers, settle its stages.
 * @param given where its `stages` are empty, they are found from the graph: the embeddings, every transformer block, and
 * the vector behind them; where no blocks can be seen, as for images.
 * @throws {BackboneError} If the graph cannot run on token ids, or a stage of the card names no layer. */
export async function createTextBackbone(
  given: TextCard,
  trained: OnnxModel,
  trainedHash: string,
  { tokenizer, hash }: OpenedTokenizer,
  variant: Variant = plainVariant,
): Promise<TextBackbone> {
  if (variant.tfjs !== undefined) {
    throw new BackboneError(
      `Cannot run backbone "${given.id}" on TensorFlow.js as runtime "tfjs" runs networks that take images: it takes text`,
    );
  }
  const feeds = textFeeds(trained, given.id);
  const maxTokens = Math.min(given.input.maxTokens, feeds.length ?? Number.POSITIVE_INFINITY);
  const probe = () => {
    const rows = probeTexts.map((text) => tokenIds(tokenizer, text, maxTokens));
    return feeds.feed(padBatch(rows, tokenizer.padding, feeds.length));
  };
  const network = { card: given, model: trained, weightsHash: trainedHash };
  const { card, model, weightsHash } = await applyVariant(network, variant, probe);
  const tensors = await listTextLayers(card, model, feeds);
  if (tensors.length === 0) {
    throw new BackboneError(
      `Cannot use backbone "${card.id}" as its graph must compute float32 tensors from token ids: it computes none`,
    );
  }
  // A card with a trunk names its layers itself.
  const names = card.trunk ? new Map<string, string>() : nameBlocks(model, tensors);
  const stages = () => (names.size > 0 ? [...names.keys()] : defaultStages(model, tensors));
  const { find, ...table } = layerTable(card, model, tensors, names, stages);
  const deepest = table.stages.map((stage) => find(stage).tensor);
  const engine = await chooseEngine(variant, model, deepest, probe());
  const input = { tokenizer: hash, maxTokens, prefix: card.input.prefix ?? '' };
  const room = roomFor(tokenizer, maxTokens);
  return {
    id: card.id,
    modality: 'text',
    card,
    weightsHash,
    weights: variant.weights,
    provider: engine.provider,
    input,
    ...table,
    isCut: (text) => tokenizer.encode(input.prefix + text).length > room,
    tap: async (taps, options = {}) => {
      const inside = taps.map((tap): Tap => ({ ...tap, layer: find(tap.layer).tensor }));
      const threads = options.threads ?? 0;
      const started = await startTappedText({
        model,
        layers: tensors,
        taps: inside,
        tokenizer,
        input,
        feeds,
        threads,
        engine,
      });
      return { taps, ...started };
    },
  };
}
