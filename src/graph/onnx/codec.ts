import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Type } from 'protobufjs';
import { BackboneError, messageOf } from '../../core/index.ts';
import type { OnnxModel } from './types.ts';

const require = createRequire(import.meta.url);
let modelType: Type | undefined;

/** What a protobuf message can hold. */
const GREATEST = 2 ** 31;

/** Read an ONNX file; nothing it says is lost, so `encodeModel` gives an equal file back. Weights that it keeps in other
 * files stay there until `embedExternalData`.
 * @param name what the error calls it: a path, an id.
 * @throws {BackboneError} If the bytes are not an ONNX model. */
export function decodeModel(bytes: Uint8Array, name = 'model'): OnnxModel {
  const model = parse(bytes, name);
  if (!model.graph?.node?.length || model.opsetImport.length === 0) {
    throw new BackboneError(`Cannot read "${name}" as an ONNX file must hold a graph: it holds no nodes`);
  }
  return model;
}

/** Write an ONNX file.
 * @throws {BackboneError} If its weights take 2 GiB or more. */
export function encodeModel(model: OnnxModel): Uint8Array {
  const bytes = model.graph.initializer.reduce((sum, { rawData }) => sum + (rawData?.length ?? 0), 0);
  if (bytes >= GREATEST) {
    throw new BackboneError(
      `Cannot run the graph as its weights must stay below 2 GiB: they take ${(bytes / 2 ** 30).toFixed(1)} GiB`,
    );
  }
  return messageType()
    .encode(model as object)
    .finish();
}

function parse(bytes: Uint8Array, name: string): OnnxModel {
  try {
    const type = messageType();
    return type.toObject(type.decode(bytes), { arrays: true }) as OnnxModel;
  } catch (error) {
    throw new BackboneError(
      `Cannot read "${name}" as it must be an ONNX file: its bytes do not parse (${messageOf(error)})`,
      { cause: error },
    );
  }
}

/** Loaded on first use: parsing the schema and its library takes about 35 ms. */
function messageType(): Type {
  if (modelType === undefined) {
    const protobuf: typeof import('protobufjs') = require('protobufjs');
    const schema = readFileSync(new URL('./onnx.proto', import.meta.url), 'utf8');
    modelType = protobuf.parse(schema).root.lookupType('onnx.ModelProto');
  }
  return modelType;
}
