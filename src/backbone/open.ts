import { BackboneError, cannotFind, messageOf } from '../core/index.ts';
import { decodeModel, importTfjsGraphModel, type OnnxModel, type TfjsGraphModel } from '../graph/index.ts';
import { createBackbone, layerName } from './create.ts';
import { localPath, readLocalOnnx } from './local-onnx.ts';
import { backbones } from './registry.ts';
import type { Backbone, BackboneCard, BackboneSpec, OpenBackbone } from './types.ts';
import { readWeightFiles } from './weights.ts';

/** Open a card by id or a local ONNX file.
 * @throws {BackboneError} If the id is unknown, weights are missing, an operator cannot be converted or run, or a stage
 * names no layer.
 * @throws {IntegrityError} If a card's weights are not the bytes that it records. */
export const openBackbone: OpenBackbone = (spec, effects) =>
  typeof spec === 'string' ? openCard(spec) : openFile(spec, effects.cwd);

async function openCard(id: string): Promise<Backbone> {
  if (!backbones.has(id)) throw new BackboneError(cannotFind('backbone', id, backbones.ids));
  const card = backbones.get(id);
  const { files, hash } = await readWeightFiles(card.source, id);
  return createBackbone(card, readModel(card, files), hash);
}

async function openFile(spec: Exclude<BackboneSpec, string>, cwd: string): Promise<Backbone> {
  const path = localPath(spec.onnx, cwd);
  const { files, hash } = await readWeightFiles({ kind: 'file', path }, spec.onnx);
  const { model, card } = readLocalOnnx(spec, path, files[0]!);
  return createBackbone(card, model, hash);
}

/** A graph-model's first file is its topology, the others are its weights. */
function readModel(card: BackboneCard, files: readonly Uint8Array[]): OnnxModel {
  const [first, ...others] = files;
  if (card.format === 'onnx') return decodeModel(first!, card.id);
  return importTfjsGraphModel(
    readTopology(card, first!),
    others,
    (name) => layerName(card, name) !== undefined,
  );
}

function readTopology(card: BackboneCard, bytes: Uint8Array): TfjsGraphModel {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (error) {
    throw new BackboneError(
      `Cannot open backbone "${card.id}" as its model.json must be JSON: ${messageOf(error)}`,
      { cause: error },
    );
  }
}
