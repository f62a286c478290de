/** A 64-bit integer as it was read; those written by this program are plain numbers. */
export type Int64 = number | { readonly low: number; readonly high: number; readonly unsigned: boolean };

/** An ONNX model as plain data, named as in `onnx.proto` (in camelCase). Fields not listed here are kept too.
 * Treat it as frozen: functions of this room return new models that share what did not change. */
export interface OnnxModel {
  readonly irVersion: Int64;
  readonly opsetImport: readonly { readonly domain?: string; readonly version: Int64 }[];
  readonly graph: OnnxGraph;
  readonly functions?: readonly { readonly name?: string; readonly domain?: string }[];
  readonly producerName?: string;
}

export interface OnnxGraph {
  readonly name?: string;
  readonly node: readonly OnnxNode[];
  readonly initializer: readonly OnnxTensor[];
  readonly input: readonly OnnxValueInfo[];
  readonly output: readonly OnnxValueInfo[];
  readonly valueInfo?: readonly OnnxValueInfo[];
}

export interface OnnxNode {
  readonly name?: string;
  readonly opType: string;
  readonly domain?: string;
  /** Tensor names; an empty name is an optional input left out. */
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly attribute: readonly OnnxAttribute[];
}

export interface OnnxAttribute {
  readonly name: string;
  /** AttributeProto.AttributeType. */
  readonly type: number;
  readonly f?: number;
  readonly i?: Int64;
  readonly s?: Uint8Array;
  readonly t?: OnnxTensor;
  readonly g?: OnnxGraph;
  readonly floats?: readonly number[];
  readonly ints?: readonly Int64[];
  readonly graphs?: readonly OnnxGraph[];
}

export interface OnnxTensor {
  readonly name?: string;
  readonly dims: readonly Int64[];
  /** TensorProto.DataType. */
  readonly dataType: number;
  /** Little-endian, row-major; or else one of the typed fields holds the values. */
  readonly rawData?: Uint8Array;
  readonly floatData?: readonly number[];
  readonly int32Data?: readonly number[];
  readonly int64Data?: readonly Int64[];
  readonly doubleData?: readonly number[];
  /** 1 where the values are in another file. */
  readonly dataLocation?: number;
  /** Where in which file: `location`, and maybe `offset` and `length` in bytes. */
  readonly externalData?: readonly { readonly key: string; readonly value: string }[];
}

export interface OnnxValueInfo {
  readonly name: string;
  readonly type?: {
    readonly tensorType?: {
      readonly elemType: number;
      readonly shape?: { readonly dim: readonly { readonly dimValue?: Int64; readonly dimParam?: string }[] };
    };
  };
}

/** TensorProto.DataType of the types in use. */
export const dataTypes = { float32: 1, uint8: 2, int32: 6, int64: 7, bool: 9, float64: 11 } as const;

export type DataTypeName = keyof typeof dataTypes;
