import { integers } from '../attributes.ts';
import {
  addInTensorflowOrder,
  type Converter,
  constantInput,
  inner,
  inTensorflowOrder,
  rankOf,
  refusal,
} from '../graph-writer.ts';

/** ExpandDims: an axis of length 1 more. */
export const convertExpandDims: Converter = (node, [x, axis], graph) => {
  const rank = rankOf(x!) + 1;
  const axes = graph.integers(inner(node, 'axes'), [...constantInput(node, axis).values]);
  return addInTensorflowOrder(node, 'Unsqueeze', [inTensorflowOrder(x!, graph), axes], rank, graph);
};

/** Squeeze: the named axes of length 1 less. */
export const convertSqueeze: Converter = (node, [x], graph) => {
  const dims = integers(node, 'squeeze_dims');
  if (dims.length === 0) throw refusal(node, 'squeeze_dims must name the axes', 'it is empty');
  const axes = graph.integers(inner(node, 'axes'), dims);
  const rank = rankOf(x!) - dims.length;
  return addInTensorflowOrder(node, 'Squeeze', [inTensorflowOrder(x!, graph), axes], rank, graph);
};
