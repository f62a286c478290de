import { node as onnxNode } from '../../onnx/builder.ts';
import { activation, type Converter, constantInput, inner, rankOf } from '../graph-writer.ts';
import { convertedAxis } from '../layout.ts';

/** SplitV: parts of the given lengths along one axis. */
export const convertSplit: Converter = (node, [x, lengths, axis], graph) => {
  const rank = rankOf(x!);
  const sizes = [...constantInput(node, lengths).values];
  const names = sizes.map((_, part) => (part === 0 ? node.name : `${node.name}:${part}`));
  const inputs = [activation(node, x), graph.integers(inner(node, 'lengths'), sizes)];
  const attributes = { axis: convertedAxis(constantInput(node, axis).values[0]!, rank) };
  graph.nodes.push(onnxNode('Split', inputs, names, attributes));
  return names.map((name) => ({ kind: 'activation', name, rank }));
};
