import { activation, type Converter, rankOf } from '../graph-writer.ts';
import { convertedAxis } from '../layout.ts';

/** Softmax over the last axis, which is the channels of a map. */
export const convertSoftmax: Converter = (node, [x], graph) => {
  const rank = rankOf(x!);
  graph.add('Softmax', [activation(node, x)], node.name, { axis: convertedAxis(-1, rank) });
  return { kind: 'activation', name: node.name, rank };
};
