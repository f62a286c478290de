import { type Converter, lastLengthOf, operand, rankOf } from '../graph-writer.ts';

const operators: Readonly<Record<string, string>> = {
  Add: 'Add',
  AddV2: 'Add',
  BiasAdd: 'Add',
  Sub: 'Sub',
  Mul: 'Mul',
  RealDiv: 'Div',
  Maximum: 'Max',
  Minimum: 'Min',
  Greater: 'Greater',
  Less: 'Less',
};

/** Operations on two tensors that broadcast. */
export const convertElementwise: Converter = (node, [a, b], graph) => {
  const rank = Math.max(rankOf(a!), rankOf(b!));
  graph.add(operators[node.op]!, [operand(node, a!, rank, graph), operand(node, b!, rank, graph)], node.name);
  const lengths = [lastLengthOf(a!), lastLengthOf(b!)].filter((length) => length !== undefined);
  return {
    kind: 'activation',
    name: node.name,
    rank,
    lastLength: lengths.length === 0 ? undefined : Math.max(...lengths),
  };
};
