import { integer } from '../attributes.ts';
import { addInTensorflowOrder, type Converter, inner, inTensorflowOrder, rankOf } from '../graph-writer.ts';

/** Pack: tensors of one shape, stacked along a new axis. */
export const convertPack: Converter = (node, inputs, graph) => {
  const axis = integer(node, 'axis');
  const rank = rankOf(inputs[0]!) + 1;
  const axes = graph.integers(inner(node, 'axes'), [axis]);
  const parts = inputs.map((input, i) =>
    graph.add('Unsqueeze', [inTensorflowOrder(input, graph), axes], inner(node, `part_${i}`)),
  );
  return addInTensorflowOrder(node, 'Concat', parts, rank, graph, {
    attributes: { axis },
    ...(rank === 1 ? { lastLength: inputs.length } : {}),
  });
};
