import { flag } from '../attributes.ts';
import { activation, type Converter, constantInput, rankOf, refusal } from '../graph-writer.ts';
import { convertedAxis } from '../layout.ts';

/** Mean and Max over constant axes. */
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
  graph.add(node.op === 'Mean' ? 'ReduceMean' : 'ReduceMax', [activation(node, x)], node.name, {
    axes,
    keepdims: keepDims ? 1 : 0,
  });
  return { kind: 'activation', name: node.name, rank: keepDims ? rank : rank - given.length };
};
