import { type Converter, rankOf } from '../graph-writer.ts';

/** Identity; of a constant it is the constant. */
export const convertIdentity: Converter = (node, [x], graph) => {
  if (x!.kind === 'constant') return x!;
  graph.add('Identity', [x!.name], node.name);
  return { kind: 'activation', name: node.name, rank: rankOf(x!) };
};
