import { brainFloatsToFloats, halvesToFloats } from './halves.ts';
import { mapTensors } from './onnx/map-tensors.ts';
import type { OnnxAttribute, OnnxGraph, OnnxModel, OnnxTensor, OnnxValueInfo } from './onnx/types.ts';
import { dataTypes } from './onnx/types.ts';

const FLOAT16 = 10;
const BFLOAT16 = 16;

/** Make a model compute in float32 where it computes in float16 or bfloat16: weights keep their values, and inputs,
 * outputs and conversions change their type. A model without 16-bit floats is returned as it is. */
export function widenHalves(model: OnnxModel): OnnxModel {
  const graph = widenTypes(mapTensors(model.graph, widenTensor));
  return graph === model.graph ? model : { ...model, graph: { ...graph, valueInfo: [] } };
}

function isHalf(type: number | undefined): boolean {
  return type === FLOAT16 || type === BFLOAT16;
}

function widenTensor(tensor: OnnxTensor): OnnxTensor {
  if (!isHalf(tensor.dataType)) return tensor;
  const { rawData, int32Data = [], ...rest } = tensor;
  // A copy, since the bytes need not start at an even address.
  const halves = rawData?.length ? new Uint16Array(rawData.slice().buffer) : Uint16Array.from(int32Data);
  const values = tensor.dataType === FLOAT16 ? halvesToFloats(halves) : brainFloatsToFloats(halves);
  return { ...rest, dataType: dataTypes.float32, rawData: new Uint8Array(values.buffer) };
}

function widenTypes(graph: OnnxGraph): OnnxGraph {
  const node = graph.node.map((given) => {
    const attribute = given.attribute.map((field) => widenAttribute(given.opType, field));
    return attribute.every((field, i) => field === given.attribute[i]) ? given : { ...given, attribute };
  });
  const [input, output] = [graph.input.map(widenInfo), graph.output.map(widenInfo)];
  const same =
    node.every((given, i) => given === graph.node[i]) &&
    input.every((info, i) => info === graph.input[i]) &&
    output.every((info, i) => info === graph.output[i]);
  return same ? graph : { ...graph, node, input, output, valueInfo: [] };
}

/** Attributes that name a type (`to` of Cast, `dtype` of EyeLike and the random operators), and bodies. */
function widenAttribute(opType: string, field: OnnxAttribute): OnnxAttribute {
  const { name, i, g, graphs } = field;
  const namesType = name === 'dtype' || (name === 'to' && opType === 'Cast');
  if (namesType && isHalf(Number(i))) return { ...field, i: dataTypes.float32 };
  const body = g && widenTypes(g);
  const bodies = graphs?.map(widenTypes);
  const same = body === g && (bodies ?? []).every((inner, k) => inner === graphs![k]);
  return same ? field : { ...field, ...(body && { g: body }), ...(bodies && { graphs: bodies }) };
}

function widenInfo(info: OnnxValueInfo): OnnxValueInfo {
  const tensorType = info.type?.tensorType;
  if (!isHalf(tensorType?.elemType)) return info;
  return { ...info, type: { tensorType: { ...tensorType!, elemType: dataTypes.float32 } } };
}
