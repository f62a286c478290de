import { BackboneError, canonicalHash } from '../core/index.ts';
import type { OnnxModel, TfjsGraphModel, TfjsLayersModel } from '../graph/index.ts';
import type { Device } from '../runtime/index.ts';
import { readTfjsTopology } from './format/tfjs-model.ts';
import type { Feeds } from './layers/probe.ts';
import { drawWeights } from './random-weights.ts';
import type { BackboneCard, OpenOptions, SpecVariant } from './types.ts';

/** How a network is opened, beside its graph and weights. */
export interface Variant {
  readonly weights: 'pretrained' | 'random';
  /** Of random weights. */
  readonly seed: number;
  readonly device: Device | 'auto';
  /** What TensorFlow.js runs in place of the conversion. */
  readonly tfjs?: TfjsSource;
}

/** The trained weights on the CPU. */
export const plainVariant: Variant = { weights: 'pretrained', seed: 0, device: 'cpu' };

/** A TensorFlow.js model as it was read. */
export interface TfjsSource {
  readonly model: TfjsGraphModel | TfjsLayersModel;
  readonly weights: readonly Uint8Array[];
}

/** Read what a config and an experiment say of a network together.
 * @param owner what errors call it.
 * @param tfjs its `model.json`, then its weight files; absent where it is no TensorFlow.js model.
 * @throws {BackboneError} If they do not go together. */
export function variantOf(
  { weights = 'pretrained', runtime = 'onnx' }: SpecVariant,
  { device = 'cpu', seed = 0 }: OpenOptions,
  owner: string,
  tfjs: readonly Uint8Array[] | undefined,
): Variant {
  if (runtime === 'onnx') return { weights, seed, device };
  const refuse = (rule: string, seen: string) =>
    new BackboneError(`Cannot run backbone "${owner}" on TensorFlow.js as ${rule}: ${seen}`);
  if (tfjs === undefined)
    throw refuse('it must be a TensorFlow.js model', 'its file is ONNX, use runtime "onnx"');
  if (weights === 'random') throw refuse('its weights must be the trained ones', 'weights "random"');
  if (device !== 'cpu') throw refuse('runtime "tfjs" has no choice of devices', `device "${device}"`);
  const [json, ...shards] = tfjs;
  return { weights, seed, device, tfjs: { model: readTfjsTopology(owner, json!).model, weights: shards } };
}

/** A network with the weights that it will run with. */
export interface Network<Card extends BackboneCard> {
  readonly card: Card;
  readonly model: OnnxModel;
  readonly weightsHash: string;
}

/** Raised when random weights are drawn in another way. */
const RANDOM_WEIGHTS_VERSION = 1;

/** Give a network the weights that were asked for. A variant has an id of its own, and random weights have a hash of their
 * own.
 * @param probe a batch like those that the network will see.
 * @throws {BackboneError} If its kernels are not float32, so that none can be drawn. */
export async function applyVariant<Card extends BackboneCard>(
  network: Network<Card>,
  { weights, seed, tfjs }: Variant,
  probe: () => Feeds,
): Promise<Network<Card>> {
  const { card, model, weightsHash } = network;
  if (weights === 'pretrained') {
    return tfjs === undefined ? network : { ...network, card: { ...card, id: `${card.id} (TensorFlow.js)` } };
  }
  return {
    card: { ...card, id: `${card.id} (random weights)` },
    model: await drawWeights(model, seed, probe()),
    weightsHash: canonicalHash({ architecture: weightsHash, seed, version: RANDOM_WEIGHTS_VERSION }),
  };
}
