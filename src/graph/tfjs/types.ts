/** A TensorFlow.js graph-model (`model.json`) as published, in as far as it is read. */
export interface TfjsGraphModel {
  readonly format?: string;
  readonly modelTopology: { readonly node: readonly TfjsNode[] };
  readonly weightsManifest: readonly TfjsWeightGroup[];
}

export interface TfjsWeightGroup {
  readonly paths: readonly string[];
  readonly weights: readonly TfjsWeight[];
}

export interface TfjsNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Readonly<Record<string, TfjsAttribute>>;
}

/** A TensorFlow AttrValue; strings are base64 or character codes, integers are decimal strings. */
export interface TfjsAttribute {
  readonly s?: string | readonly number[];
  readonly i?: string | number;
  readonly f?: number;
  readonly b?: boolean;
  /** A DataType, by number or by name: 1 or `DT_FLOAT`. */
  readonly type?: number | string;
  readonly shape?: { readonly dim?: readonly { readonly size: string | number }[] };
  readonly list?: {
    readonly s?: readonly (string | readonly number[])[];
    readonly i?: readonly (string | number)[];
  };
}

export interface TfjsWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  /** Stored as float16 (no scale), or as integers that become `q * scale + min`. */
  readonly quantization?: { readonly dtype: string; readonly scale?: number; readonly min?: number };
}

/** A weight as it is used: float32 or int32, row-major in TensorFlow's own axis order. */
export interface Constant {
  readonly name: string;
  readonly dtype: 'float32' | 'int32';
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
}

/** A tensor of the graph under conversion. A 4-D activation lies as NCHW there, one of any other rank as in TensorFlow;
 * integers are int64, whatever their width in TensorFlow. */
export type Value = { readonly kind: 'constant'; readonly constant: Constant } | Activation;

export interface Activation {
  readonly kind: 'activation';
  readonly name: string;
  readonly rank: number;
  /** Length of the last axis, kept where integers become shapes or positions: it is then the rank of something else. */
  readonly lastLength?: number | undefined;
}
