import {
  type DataTypeName,
  dataTypes,
  type OnnxAttribute,
  type OnnxGraph,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValueInfo,
} from './types.ts';

/** An input: strings in its shape are symbolic dimensions, as `['N', 3, 'H', 'W']`. */
export interface InputSpec {
  readonly name: string;
  /** Default: float32. */
  readonly type?: DataTypeName;
  readonly shape: readonly (number | string)[];
}

export interface ModelSpec {
  readonly inputs: readonly InputSpec[];
  /** Tensor names; their types are left to inference. */
  readonly outputs: readonly string[];
  readonly nodes: readonly OnnxNode[];
  readonly initializers?: readonly OnnxTensor[];
  /** Version of the ONNX operator set; default 17. */
  readonly opset?: number;
}

/** Put a model together.
 * @example
 * buildModel({
 *   inputs: [{ name: 'X', shape: ['N', 4] }],
 *   outputs: ['Y'],
 *   nodes: [node('Gemm', ['X', 'W'], ['Y'], { transB: 1, alpha: 2 })],
 *   initializers: [tensor('W', 'float32', [3, 4], weights)],
 * }) */
export function buildModel({ inputs, outputs, nodes, initializers = [], opset = 17 }: ModelSpec): OnnxModel {
  return {
    irVersion: 8,
    producerName: 'strata',
    opsetImport: [{ domain: '', version: opset }],
    graph: {
      name: 'graph',
      node: nodes,
      initializer: initializers,
      input: inputs.map(valueInfo),
      output: outputs.map((name) => ({ name })),
    },
  };
}

/** What `node` takes for an attribute: numbers are INT or INTS but for the names in `floatAttributes`. */
export type AttributeValue = number | string | readonly number[] | OnnxTensor | OnnxGraph;

/** One operator of the default domain. */
export function node(
  opType: string,
  input: readonly string[],
  output: readonly string[],
  attributes: Readonly<Record<string, AttributeValue>> = {},
): OnnxNode {
  return {
    name: output[0]!,
    opType,
    input,
    output,
    attribute: Object.entries(attributes).map(([name, value]) => attribute(name, value)),
  };
}

/** A constant tensor over the given values, row-major; they are not copied. */
export function tensor(
  name: string,
  type: DataTypeName,
  dims: readonly number[],
  values: Float32Array | Int32Array | BigInt64Array | Uint8Array | Float64Array,
): OnnxTensor {
  return {
    name,
    dims,
    dataType: dataTypes[type],
    rawData: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
  };
}

/** An int64 constant of one dimension, as axes and shapes are given. */
export function int64s(name: string, values: readonly number[]): OnnxTensor {
  return tensor(name, 'int64', [values.length], BigInt64Array.from(values, BigInt));
}

/** A float32 scalar. */
export function scalar(name: string, value: number): OnnxTensor {
  return tensor(name, 'float32', [], Float32Array.of(value));
}

/** Attributes that ONNX declares as FLOAT, so that `alpha: 1` means 1.0. */
const floatAttributes = new Set([
  'alpha',
  'beta',
  'gamma',
  'bias',
  'epsilon',
  'momentum',
  'lambd',
  'value_float',
]);

function attribute(name: string, value: AttributeValue): OnnxAttribute {
  if (typeof value === 'string') return { name, type: 3, s: new TextEncoder().encode(value) };
  if (typeof value === 'number') {
    return floatAttributes.has(name) ? { name, type: 1, f: value } : { name, type: 2, i: value };
  }
  if (isList(value)) return { name, type: 7, ints: value };
  return 'dataType' in value ? { name, type: 4, t: value } : { name, type: 5, g: value };
}

function isList(value: AttributeValue): value is readonly number[] {
  return Array.isArray(value);
}

function valueInfo({ name, type = 'float32', shape }: InputSpec): OnnxValueInfo {
  const dim = shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  return { name, type: { tensorType: { elemType: dataTypes[type], shape: { dim } } } };
}
