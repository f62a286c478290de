import { BackboneError } from '../core/index.ts';
import { mapTensors } from './onnx/map-tensors.ts';
import type { OnnxModel, OnnxTensor } from './onnx/types.ts';

const EXTERNAL = 1;

/** Names of the files beside a model that hold its weights, each once, with `/` between folders.
 * @throws {BackboneError} If a name leads out of the model's folder. */
export function externalFiles(model: OnnxModel): string[] {
  const names = new Set<string>();
  mapTensors(model.graph, (tensor) => {
    if (tensor.dataLocation === EXTERNAL) names.add(placeOf(tensor).location);
    return tensor;
  });
  return [...names];
}

/** Put weights that lie in other files into the model; the values are views of the given bytes, not copies.
 * @param files the bytes of every file that `externalFiles` names.
 * @throws {BackboneError} If a tensor lies outside its file. */
export function embedExternalData(model: OnnxModel, files: ReadonlyMap<string, Uint8Array>): OnnxModel {
  const graph = mapTensors(model.graph, (tensor) => {
    if (tensor.dataLocation !== EXTERNAL) return tensor;
    const { location, offset, length } = placeOf(tensor);
    const bytes = files.get(location)!;
    const end = length === undefined ? bytes.length : offset + length;
    if (end > bytes.length) {
      throw refusal(
        tensor,
        `"${location}" must hold its bytes ${offset} to ${end}`,
        `it has ${bytes.length}`,
      );
    }
    const { externalData: _, dataLocation: __, ...rest } = tensor;
    return { ...rest, rawData: bytes.subarray(offset, end) };
  });
  return graph === model.graph ? model : { ...model, graph };
}

function placeOf(tensor: OnnxTensor): { location: string; offset: number; length?: number } {
  const fields = new Map((tensor.externalData ?? []).map(({ key, value }) => [key, value]));
  const location = (fields.get('location') ?? '').replaceAll('\\', '/');
  const parts = location.split('/');
  if (location === '' || parts[0] === '' || /^[a-z]:/i.test(location) || parts.includes('..')) {
    throw refusal(tensor, 'its file must lie in the folder of the model', `"${location}"`);
  }
  const numberAt = (key: string) => {
    const text = fields.get(key);
    if (text !== undefined && !/^\d+$/.test(text)) throw refusal(tensor, `its ${key} must be a number`, text);
    return text === undefined ? undefined : Number(text);
  };
  const length = numberAt('length');
  return { location, offset: numberAt('offset') ?? 0, ...(length !== undefined && { length }) };
}

function refusal({ name }: OnnxTensor, rule: string, seen: string): BackboneError {
  return new BackboneError(`Cannot read the external weight "${name}" as ${rule}: ${seen}`);
}
