import { BackboneError, messageOf } from '../../core/index.ts';
import {
  importTfjsGraphModel,
  importTfjsLayersModel,
  type OnnxModel,
  sparseInputs,
  type TfjsGraphModel,
  type TfjsLayersModel,
  takePaddedTokens,
} from '../../graph/index.ts';
import { layerName } from '../layers/layer-table.ts';
import type { BackboneCard, ImageCard, TextCard } from '../types.ts';

/** What a `model.json` of TensorFlow.js holds. */
export type TfjsTopology =
  | { readonly format: 'tfjs-graph-model'; readonly model: TfjsGraphModel }
  | { readonly format: 'tfjs-layers-model'; readonly model: TfjsLayersModel };

/** What of a card says how to convert its model. */
export type TfjsCard =
  | Pick<ImageCard, 'modality' | 'trunk' | 'entry'>
  | Pick<TextCard, 'modality' | 'trunk' | 'entry' | 'sparseTokens'>;

/** Read a `model.json`.
 * @param owner what errors call it: a card's id, a path.
 * @throws {BackboneError} If it is no JSON, or describes no model and its weight files. */
export function readTfjsTopology(owner: string, bytes: Uint8Array): TfjsTopology {
  const model = parseJson(owner, bytes) as Partial<TfjsGraphModel> | null;
  const { modelTopology, weightsManifest } = model ?? {};
  const complete =
    Array.isArray(weightsManifest) &&
    weightsManifest.every((group) => Array.isArray(group?.paths) && Array.isArray(group.weights));
  if (typeof modelTopology !== 'object' || modelTopology === null || !complete) {
    throw new BackboneError(
      `Cannot open backbone "${owner}" as its model.json must hold modelTopology and a weightsManifest of paths and weights: one is missing`,
    );
  }
  return 'node' in modelTopology
    ? { format: 'tfjs-graph-model', model: model as TfjsGraphModel }
    : { format: 'tfjs-layers-model', model: model as unknown as TfjsLayersModel };
}

/** Convert a TensorFlow.js model to ONNX: of a graph-model what the card's trunk needs, of a layers-model everything.
 * @param shards the bytes of the weight files, in the order of the manifest.
 * @throws {BackboneError} If something in it cannot be converted, or the weights do not fit. */
export function convertTfjs(
  card: TfjsCard,
  topology: TfjsTopology,
  shards: readonly Uint8Array[],
): OnnxModel {
  if (topology.format === 'tfjs-layers-model') return importTfjsLayersModel(topology.model, shards);
  const sparse = card.modality === 'text' ? card.sparseTokens : undefined;
  const entries = sparse === undefined ? [card.entry ?? []].flat() : sparseInputs(sparse);
  const wanted = (name: string) => layerName(card, name) !== undefined;
  const converted = importTfjsGraphModel(topology.model, shards, wanted, entries);
  return sparse === undefined ? converted : takePaddedTokens(converted, sparse);
}

/** Convert a card's TensorFlow.js model.
 * @param files its `model.json`, then the weight files in the order of the manifest. */
export function readTfjsModel(card: BackboneCard, [json, ...shards]: readonly Uint8Array[]): OnnxModel {
  return convertTfjs(card, readTfjsTopology(card.id, json!), shards);
}

function parseJson(owner: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (error) {
    throw new BackboneError(
      `Cannot open backbone "${owner}" as its model.json must be JSON: ${messageOf(error)}`,
      { cause: error },
    );
  }
}
