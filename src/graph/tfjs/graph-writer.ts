import { BackboneError } from '../../core/index.ts';
import { type AttributeValue, int64s, node, scalar, tensor } from '../onnx/builder.ts';
import type { OnnxNode, OnnxTensor } from '../onnx/types.ts';
import { broadcastable } from './layout.ts';
import type { Activation, Constant, TfjsNode, Value } from './types.ts';

/** Collects the nodes and constants of the graph under conversion. */
export interface GraphWriter {
  readonly nodes: OnnxNode[];
  readonly initializers: ReadonlyMap<string, OnnxTensor>;
  /** Add an operator with one output and return that output's name. */
  add(
    opType: string,
    inputs: readonly string[],
    output: string,
    attributes?: Readonly<Record<string, AttributeValue>>,
  ): string;
  /** Add a constant, once per name, and return the name. */
  constant(name: string, constant: Constant): string;
  /** Add an int64 constant of one dimension and return its name. */
  integers(name: string, values: readonly number[]): string;
  /** Add a float32 scalar and return its name. */
  scalar(value: number): string;
  /** The tensor that holds a map's values in TensorFlow's order, made on first use. */
  nhwc(map: string): string;
  /** Add a map that is given in TensorFlow's order. */
  addMap(nhwc: string, map: string): void;
}

/** Turns one TensorFlow operator into ONNX: adds nodes of which the last gives a tensor named as the TensorFlow node.
 * Output `k` of an operator with several is named `<node>:<k>`, the first as the node. */
export type Converter = (
  node: TfjsNode,
  inputs: readonly Value[],
  graph: GraphWriter,
) => Value | readonly Value[];

/** Start an empty graph. */
export function createGraphWriter(): GraphWriter {
  const nodes: OnnxNode[] = [];
  const initializers = new Map<string, OnnxTensor>();
  const keep = (name: string, make: () => OnnxTensor) => {
    if (!initializers.has(name)) initializers.set(name, make());
    return name;
  };
  const nhwcNames = new Map<string, string>();
  const add: GraphWriter['add'] = (opType, inputs, output, attributes = {}) => {
    nodes.push(node(opType, inputs, [output], attributes));
    return output;
  };
  return {
    nodes,
    initializers,
    add,
    nhwc: (map) => {
      const known = nhwcNames.get(map);
      if (known !== undefined) return known;
      const turned = add('Transpose', [map], `${map}::nhwc`, { perm: [0, 2, 3, 1] });
      nhwcNames.set(map, turned);
      return turned;
    },
    addMap: (nhwc, map) => {
      nhwcNames.set(map, nhwc);
      add('Transpose', [nhwc], map, { perm: [0, 3, 1, 2] });
    },
    constant: (name, { dtype, shape, values }) =>
      keep(name, () =>
        dtype === 'int32'
          ? tensor(name, 'int64', shape, BigInt64Array.from(values, BigInt))
          : tensor(name, dtype, shape, values),
      ),
    integers: (name, values) => keep(name, () => int64s(name, values)),
    scalar: (value) => keep(`constant::${value}`, () => scalar(`constant::${value}`, value)),
  };
}

/** The name of a tensor that is made on the way to a node's output. `::` sets it apart from TensorFlow's names. */
export function inner(node: TfjsNode, part: string): string {
  return `${node.name}::${part}`;
}

/** Number of dimensions of a tensor. */
export function rankOf(value: Value): number {
  return value.kind === 'constant' ? value.constant.shape.length : value.rank;
}

/** A tensor's name as an operand of an operation on tensors of this rank, its constants laid out to broadcast. */
export function operand(node: TfjsNode, value: Value, rank: number, graph: GraphWriter): string {
  if (value.kind === 'constant') {
    const { constant } = value;
    return rank === 4
      ? graph.constant(`${constant.name}::nchw`, broadcastable(constant))
      : graph.constant(constant.name, constant);
  }
  if (rank === 4 && value.rank !== 4) {
    throw refusal(node, 'maps must meet maps or constants', `"${value.name}" has ${value.rank} dimensions`);
  }
  return value.name;
}

/** The name of an activation.
 * @param rank required number of dimensions, where there is one. */
export function activation(node: TfjsNode, value: Value | undefined, rank?: number): string {
  if (value?.kind !== 'activation')
    throw refusal(node, 'its first input must be computed', 'it is a constant');
  if (rank !== undefined && value.rank !== rank) {
    throw refusal(node, `its input must have ${rank} dimensions`, `it has ${value.rank}`);
  }
  return value.name;
}

/** A tensor's name with its values in TensorFlow's order, whatever its rank; constants come as they are. */
export function inTensorflowOrder(value: Value, graph: GraphWriter): string {
  if (value.kind === 'constant') return graph.constant(value.constant.name, value.constant);
  return value.rank === 4 ? graph.nhwc(value.name) : value.name;
}

/** Add the operator that finishes a node, for inputs and attributes in TensorFlow's order.
 * @param output the node's own name unless it has several outputs.
 * @param lastLength of the result, where it is known. */
export function addInTensorflowOrder(
  node: TfjsNode,
  opType: string,
  inputs: readonly string[],
  rank: number,
  graph: GraphWriter,
  { attributes = {}, lastLength }: { attributes?: Record<string, AttributeValue>; lastLength?: number } = {},
): Activation {
  const name = node.name;
  if (rank === 4) graph.addMap(graph.add(opType, inputs, `${name}::nhwc`, attributes), name);
  else graph.add(opType, inputs, name, attributes);
  return { kind: 'activation', name, rank, lastLength };
}

/** Length of the last axis of a tensor, `undefined` where the graph does not say. */
export function lastLengthOf(value: Value): number | undefined {
  return value.kind === 'constant' ? value.constant.shape.at(-1) : value.lastLength;
}

/** The rank that a shape or a position of this value has: the length of its last axis.
 * @throws {BackboneError} If the graph does not say. */
export function rankFrom(node: TfjsNode, value: Value): number {
  const length = lastLengthOf(value);
  if (length === undefined) throw refusal(node, 'the rank of its result must be known', 'it is computed');
  return length;
}

/** The values of a constant input. */
export function constantInput(node: TfjsNode, value: Value | undefined): Constant {
  if (value?.kind !== 'constant') throw refusal(node, 'this input must be a constant', 'it is computed');
  return value.constant;
}

/** `Cannot convert node "a/b" (Conv2D) as <rule>: <seen>`. */
export function refusal(node: TfjsNode, rule: string, seen: string): BackboneError {
  return new BackboneError(`Cannot convert node "${node.name}" (${node.op}) as ${rule}: ${seen}`);
}
