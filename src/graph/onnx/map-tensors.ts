import type { OnnxGraph, OnnxNode, OnnxTensor } from './types.ts';

/** Replace every constant tensor of a graph: its initializers and those in attributes, the bodies of If, Loop and Scan
 * included. Parts without a change are shared. */
export function mapTensors(graph: OnnxGraph, change: (tensor: OnnxTensor) => OnnxTensor): OnnxGraph {
  const node = mapSame(graph.node, (given) => mapNodeTensors(given, change));
  const initializer = mapSame(graph.initializer, change);
  return node === graph.node && initializer === graph.initializer ? graph : { ...graph, node, initializer };
}

function mapNodeTensors(node: OnnxNode, change: (tensor: OnnxTensor) => OnnxTensor): OnnxNode {
  const attribute = mapSame(node.attribute, (given) => {
    const { t, g, graphs } = given;
    const mapped = {
      ...(t && { t: change(t) }),
      ...(g && { g: mapTensors(g, change) }),
      ...(graphs && { graphs: mapSame(graphs, (body) => mapTensors(body, change)) }),
    };
    const same = mapped.t === t && mapped.g === g && mapped.graphs === graphs;
    return same ? given : { ...given, ...mapped };
  });
  return attribute === node.attribute ? node : { ...node, attribute };
}

function mapSame<T>(items: readonly T[], change: (item: T) => T): readonly T[] {
  const mapped = items.map(change);
  return mapped.every((item, i) => item === items[i]) ? items : mapped;
}
