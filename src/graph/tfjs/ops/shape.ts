import { addInTensorflowOrder, type Converter, inTensorflowOrder, rankOf } from '../graph-writer.ts';

/** Shape: the lengths of all axes, in TensorFlow's order. */
export const convertShape: Converter = (node, [x], graph) =>
  addInTensorflowOrder(node, 'Shape', [inTensorflowOrder(x!, graph)], 1, graph, { lastLength: rankOf(x!) });
