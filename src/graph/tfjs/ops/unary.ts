import { activation, type Converter, inner, rankOf } from '../graph-writer.ts';

const operators: Readonly<Record<string, string>> = {
  Cos: 'Cos',
  LogicalNot: 'Not',
  Sin: 'Sin',
};

/** Operations on every value of one tensor. */
export const convertUnary: Converter = (node, [x], graph) => {
  const name = activation(node, x);
  switch (node.op) {
    case 'Square':
      graph.add('Mul', [name, name], node.name);
      break;
    case 'Rsqrt':
      graph.add('Reciprocal', [graph.add('Sqrt', [name], inner(node, 'root'))], node.name);
      break;
    default:
      graph.add(operators[node.op]!, [name], node.name);
  }
  return { kind: 'activation', name: node.name, rank: rankOf(x!) };
};
