import {
  addInTensorflowOrder,
  type Converter,
  constantInput,
  inner,
  inTensorflowOrder,
  rankFrom,
} from '../graph-writer.ts';
import type { Value } from '../types.ts';

/** Reshape: values keep TensorFlow's order, so maps go back to NHWC on the way. */
export const convertReshape: Converter = (node, [x, target], graph) => {
  const rank = rankFrom(node, target!);
  const shape =
    target!.kind === 'constant'
      ? graph.integers(inner(node, 'shape'), [...constantInput(node, target).values])
      : target!.name;
  return addInTensorflowOrder(node, 'Reshape', [inTensorflowOrder(x!, graph), shape], rank, graph, {
    ...lengthOf(target!),
  });
};

/** A constant shape says how long the last axis becomes, unless it is -1. */
function lengthOf(target: Value): { lastLength?: number } {
  const last = target.kind === 'constant' ? target.constant.values.at(-1)! : -1;
  return last < 0 ? {} : { lastLength: last };
}
