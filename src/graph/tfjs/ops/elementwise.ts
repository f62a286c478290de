import { type Converter, operand, rankOf } from '../graph-writer.ts';

const operators: Readonly<Record<string, string>> = {
  Add: 'Add',
  AddV2: 'Add',
  BiasAdd: 'Add',
  Sub: 'Sub',
  Mul: 'Mul',
  RealDiv: 'Div',
  Maximum: 'Max',
  Minimum: 'Min',
};

/** Operations on two tensors that broadcast. */
export const convertElementwise: Converter = (node, [a, b], graph) => {
  const rank = Math.max(rankOf(a!), rankOf(b!));
  graph.add(operators[node.op]!, [operand(node, a!, rank, graph), operand(node, b!, rank, graph)], node.name);
  return { kind: 'activation', name: node.name, rank };
};
