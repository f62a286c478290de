import { addInTensorflowOrder, type Converter, inner, inTensorflowOrder, rankOf } from '../graph-writer.ts';

/** Where: the positions of what is true, one row each. */
export const convertWhere: Converter = (node, [condition], graph) => {
  const columns = graph.add('NonZero', [inTensorflowOrder(condition!, graph)], inner(node, 'columns'));
  return addInTensorflowOrder(node, 'Transpose', [columns], 2, graph, {
    attributes: { perm: [1, 0] },
    lastLength: rankOf(condition!),
  });
};
