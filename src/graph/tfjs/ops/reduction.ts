import { flag } from '../attributes.ts';
import {
  activation,
  type Converter,
  constantInput,
  inner,
  lastLengthOf,
  rankOf,
  refusal,
} from '../graph-writer.ts';
import { convertedAxis } from '../layout.ts';

const operators: Readonly<Record<string, string>> = {
  Max: 'ReduceMax',
  Mean: 'ReduceMean',
  Prod: 'ReduceProd',
};

/** Max, Mean, Prod and Sum over constant axes. */
export const convertReduction: Converter = (node, [x, reductionAxes], graph) => {
  const rank = rankOf(x!);
  const keepDims = flag(node, 'keep_dims');
  const given = [...constantInput(node, reductionAxes).values].map((axis) => (axis < 0 ? axis + rank : axis));
  const kept = [...Array(rank).keys()]
    .filter((axis) => !given.includes(axis))
    .map((axis) => convertedAxis(axis, rank));
  if (!keepDims && kept.some((axis, i) => i > 0 && axis < kept[i - 1]!)) {
    throw refusal(
      node,
      'the axes that stay must keep their order in NCHW',
      `it reduces ${given.join(', ')} of NHWC`,
    );
  }
  const axes = given.map((axis) => convertedAxis(axis, rank)).sort((a, b) => a - b);
  const keepdims = keepDims ? 1 : 0;
  const name = activation(node, x);
  // From operator set 13 on a sum takes its axes as an input, the others from 18 on.
  if (node.op === 'Sum') {
    graph.add('ReduceSum', [name, graph.integers(inner(node, 'axes'), axes)], node.name, { keepdims });
  } else {
    graph.add(operators[node.op]!, [name], node.name, { axes, keepdims });
  }
  return {
    kind: 'activation',
    name: node.name,
    rank: keepDims ? rank : rank - given.length,
    lastLength: given.includes(rank - 1) ? undefined : lastLengthOf(x!),
  };
};
