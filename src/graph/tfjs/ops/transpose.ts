import {
  addInTensorflowOrder,
  type Converter,
  constantInput,
  inTensorflowOrder,
  rankOf,
} from '../graph-writer.ts';

/** Transpose by a constant order of the axes. */
export const convertTranspose: Converter = (node, [x, order], graph) => {
  const perm = [...constantInput(node, order).values];
  return addInTensorflowOrder(node, 'Transpose', [inTensorflowOrder(x!, graph)], rankOf(x!), graph, {
    attributes: { perm },
  });
};
