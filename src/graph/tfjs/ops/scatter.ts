import { elementType } from '../attributes.ts';
import {
  addInTensorflowOrder,
  type Converter,
  inner,
  inTensorflowOrder,
  rankFrom,
  refusal,
} from '../graph-writer.ts';

/** ScatterNd: zeros of the given shape with the updates added at the given positions. */
export const convertScatterNd: Converter = (node, [indices, updates, shape], graph) => {
  const type = elementType(node, 'T') ?? 'float32';
  if (type !== 'float32') throw refusal(node, 'its updates must be floats', type);
  const names = [indices!, updates!].map((value) => inTensorflowOrder(value, graph));
  const zeros = graph.add('ConstantOfShape', [inTensorflowOrder(shape!, graph)], inner(node, 'zeros'));
  return addInTensorflowOrder(node, 'ScatterND', [zeros, ...names], rankFrom(node, shape!), graph, {
    attributes: { reduction: 'add' },
  });
};

/** SparseToDense: one default everywhere but at the given positions. */
export const convertSparseToDense: Converter = (node, [indices, shape, values, fill], graph) => {
  const names = [indices!, values!].map((value) => inTensorflowOrder(value, graph));
  const filled = [fill!, shape!].map((value) => inTensorflowOrder(value, graph));
  const dense = graph.add('Expand', filled, inner(node, 'default'));
  return addInTensorflowOrder(node, 'ScatterND', [dense, ...names], rankFrom(node, shape!), graph);
};
