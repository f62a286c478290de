import { addInTensorflowOrder, type Converter, inTensorflowOrder } from '../graph-writer.ts';

/** Range: from a start by a step to before a limit. */
export const convertRange: Converter = (node, inputs, graph) =>
  addInTensorflowOrder(
    node,
    'Range',
    inputs.map((input) => inTensorflowOrder(input, graph)),
    1,
    graph,
  );
