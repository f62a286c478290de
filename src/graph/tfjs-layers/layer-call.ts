import { type GraphWriter, rankOf } from '../tfjs/graph-writer.ts';
import { broadcastable } from '../tfjs/layout.ts';
import { converters } from '../tfjs/registry.ts';
import type { Activation, Constant, TfjsAttribute, TfjsNode, Value } from '../tfjs/types.ts';
import { layerRefusal, type Options, type Place } from './options.ts';

/** One use of one layer: what it reads, how it is set, where its results go. */
export interface LayerCall extends Place {
  /** Name of the tensor that the layer gives; tensors on the way to it add `::<part>`. */
  readonly tensor: string;
  readonly inputs: readonly Activation[];
  readonly options: Options;
  readonly graph: GraphWriter;
  /** A weight of the layer by its own name, as `kernel`.
   * @throws {BackboneError} If the manifest has none, or one of another rank. */
  weight(name: string, rank?: number): Constant;
  hasWeight(name: string): boolean;
}

/** Turns one Keras layer into ONNX: adds nodes of which the last gives the tensor `call.tensor`. */
export type LayerConverter = (call: LayerCall) => Activation;

/** The only input of a layer.
 * @throws {BackboneError} If there are more, or its rank is another one. */
export function inputOf(call: LayerCall, rank?: number): Activation {
  const [input, ...others] = call.inputs;
  if (input === undefined || others.length > 0) {
    throw layerRefusal(call, 'it must read one tensor', `it reads ${call.inputs.length}`);
  }
  if (rank !== undefined && input.rank !== rank) {
    throw layerRefusal(call, `its input must have ${rank} dimensions`, `it has ${input.rank}`);
  }
  return input;
}

/** Name of a tensor on the way to the layer's own. */
export function part({ tensor }: LayerCall, label: string): string {
  return `${tensor}::${label}`;
}

/** The layer's result as a tensor of this rank. */
export function result({ tensor }: LayerCall, rank: number): Activation {
  return { kind: 'activation', name: tensor, rank };
}

/** Refuse maps that are not channels-last. */
export function requireChannelsLast(call: LayerCall): void {
  const format = call.options.string('data_format', 'channels_last');
  if (format !== 'channels_last') throw layerRefusal(call, 'data_format must be channels_last', format);
}

/** An axis as the options give it, counted from 0. */
export function positiveAxis(axis: number, input: Value): number {
  return axis < 0 ? axis + rankOf(input) : axis;
}

/** Add a TensorFlow operator as a graph-model would have it.
 * @param name of its result: the layer's own, or that of a part. */
export function addOperator(
  { graph }: LayerCall,
  op: string,
  inputs: readonly Value[],
  name: string,
  attributes: Readonly<Record<string, string | boolean | readonly number[] | readonly string[]>> = {},
): Activation {
  const attr = Object.entries(attributes).map(([key, value]) => [key, attribute(value)] as const);
  const node: TfjsNode = { name, op, attr: Object.fromEntries(attr) };
  return [converters[op]!(node, inputs, graph)].flat()[0] as Activation;
}

/** Add a constant that broadcasts over the last axes of a tensor of this rank.
 * @returns its name. */
export function broadcastConstant({ graph }: LayerCall, values: Constant, rank: number): string {
  return rank === 4
    ? graph.constant(`${values.name}::nchw`, broadcastable(values))
    : graph.constant(values.name, values);
}

/** A constant input of `addOperator`. */
export function constant(name: string, shape: readonly number[], values: Float32Array | Int32Array): Value {
  const dtype = values instanceof Float32Array ? 'float32' : 'int32';
  return { kind: 'constant', constant: { name, dtype, shape, values } };
}

function attribute(value: string | boolean | readonly number[] | readonly string[]): TfjsAttribute {
  if (typeof value === 'string') return { s: encode(value) };
  if (typeof value === 'boolean') return { b: value };
  const [first] = value;
  return typeof first === 'string'
    ? { list: { s: (value as readonly string[]).map(encode) } }
    : { list: { i: value as readonly number[] } };
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64');
}
