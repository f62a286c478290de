import { BackboneError } from '../../core/index.ts';
import { type AttributeValue, int64s, node, scalar, tensor } from '../onnx/builder.ts';
import type { OnnxNode, OnnxTensor } from '../onnx/types.ts';
import { broadcastable } from './layout.ts';
import type { Constant, TfjsNode, Value } from './types.ts';

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
}

/** Turns one TensorFlow operator into ONNX: adds nodes of which the last gives a tensor named as the TensorFlow node. */
export type Converter = (node: TfjsNode, inputs: readonly Value[], graph: GraphWriter) => Value;

/** Start an empty graph. */
export function createGraphWriter(): GraphWriter {
  const nodes: OnnxNode[] = [];
  const initializers = new Map<string, OnnxTensor>();
  const keep = (name: string, make: () => OnnxTensor) => {
    if (!initializers.has(name)) initializers.set(name, make());
    return name;
  };
  return {
    nodes,
    initializers,
    add: (opType, inputs, output, attributes = {}) => {
      nodes.push(node(opType, inputs, [output], attributes));
      return output;
    },
    constant: (name, { dtype, shape, values }) => keep(name, () => tensor(name, dtype, shape, values)),
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
    throw refusal(node, 'its first input must depend on the image', 'it is a constant');
  if (rank !== undefined && value.rank !== rank) {
    throw refusal(node, `its input must have ${rank} dimensions`, `it has ${value.rank}`);
  }
  return value.name;
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
