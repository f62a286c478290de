import { BackboneError } from '../../core/index.ts';
import {
  dataTypes,
  type Int64,
  type OnnxGraph,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValueInfo,
} from './types.ts';

/** A 64-bit integer as a number; beyond ±2⁵³ it is rounded. */
export function toNumber(value: Int64): number {
  return typeof value === 'number' ? value : value.high * 2 ** 32 + (value.low >>> 0);
}

/** The integers of an int64 tensor, wherever it keeps them. */
export function int64Values(tensor: OnnxTensor): number[] {
  if (tensor.dataType !== dataTypes.int64) {
    throw new BackboneError(
      `Cannot read "${tensor.name}" as it must hold int64: its type is ${tensor.dataType}`,
    );
  }
  const { rawData, int64Data = [] } = tensor;
  if (rawData === undefined || rawData.length === 0) return int64Data.map(toNumber);
  const view = new DataView(rawData.buffer, rawData.byteOffset, rawData.byteLength);
  return Array.from({ length: rawData.length / 8 }, (_, i) => Number(view.getBigInt64(8 * i, true)));
}

/** Number of values of a shape or a tensor. */
export function sizeOf(shape: readonly Int64[]): number {
  return shape.reduce<number>((product, length) => product * toNumber(length), 1);
}

/** Every constant of a graph by name: its initializers and the values of its Constant nodes. */
export function constantsOf(graph: OnnxGraph): Map<string, OnnxTensor> {
  const constants = new Map(graph.initializer.map((tensor) => [tensor.name ?? '', tensor]));
  for (const { opType, output, attribute } of graph.node) {
    const value = opType === 'Constant' ? attribute.find(({ name }) => name === 'value')?.t : undefined;
    if (value !== undefined) constants.set(output[0]!, value);
  }
  return constants;
}

/** The inputs a caller has to feed: old files list their weights among the inputs as well. */
export function feedsOf(graph: OnnxGraph): OnnxValueInfo[] {
  const weights = new Set(graph.initializer.map(({ name }) => name));
  return graph.input.filter(({ name }) => !weights.has(name));
}

/** Names of the tensors a node reads, with those that the bodies of If, Loop and Scan take from outside. */
export function readsOf(node: OnnxNode): string[] {
  const bodies = node.attribute.flatMap(({ g, graphs = [] }) => (g === undefined ? graphs : [g, ...graphs]));
  const captured = bodies.flatMap(({ node: inside }) => inside.flatMap(readsOf));
  return [...node.input, ...captured].filter((name) => name !== '');
}

/** The node that makes each tensor. */
export function producersOf(graph: OnnxGraph): Map<string, OnnxNode> {
  return new Map(graph.node.flatMap((node) => node.output.map((name) => [name, node] as const)));
}

/** The nodes needed to compute these tensors.
 * @param producers as `producersOf` gives them. */
export function ancestorsOf(
  names: readonly string[],
  producers: ReadonlyMap<string, OnnxNode>,
): Set<OnnxNode> {
  const needed = new Set<OnnxNode>();
  const pending = [...names];
  while (pending.length > 0) {
    const node = producers.get(pending.pop()!);
    if (node === undefined || needed.has(node)) continue;
    needed.add(node);
    pending.push(...readsOf(node));
  }
  return needed;
}
