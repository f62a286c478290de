import {
  decodeModel,
  embedExternalData,
  externalFiles,
  freeBatch,
  normalizeModel,
  type OnnxModel,
} from '../../graph/index.ts';
import type { Weights } from '../source/open.ts';

/** Read an ONNX file with the weights that it keeps in others, in the form that every other part takes: normalised, its
 * batch dimension free.
 * @param name what errors call it.
 * @throws {BackboneError} If it is no ONNX file, or a file with its weights is missing, too short or out of its folder. */
export async function readOnnx(name: string, weights: Weights): Promise<OnnxModel> {
  const model = decodeModel(weights.files[0]!, name);
  const external = new Map<string, Uint8Array>();
  for (const file of externalFiles(model)) external.set(file, await weights.beside(file));
  return freeBatch(normalizeModel(embedExternalData(model, external)));
}
