import { activation, type Converter, constantInput, inner, rankOf } from '../graph-writer.ts';

/** Reshape to a constant shape: values keep TensorFlow's order, so maps go back to NHWC first. */
export const convertReshape: Converter = (node, [x, target], graph) => {
  const shape = [...constantInput(node, target).values];
  const name = activation(node, x);
  const from =
    rankOf(x!) === 4 ? graph.add('Transpose', [name], inner(node, 'nhwc'), { perm: [0, 2, 3, 1] }) : name;
  const inputs = [from, graph.integers(inner(node, 'shape'), shape)];
  if (shape.length === 4) {
    const reshaped = graph.add('Reshape', inputs, inner(node, 'reshaped'));
    graph.add('Transpose', [reshaped], node.name, { perm: [0, 3, 1, 2] });
  } else {
    graph.add('Reshape', inputs, node.name);
  }
  return { kind: 'activation', name: node.name, rank: shape.length };
};
