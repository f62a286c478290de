import { flag } from '../attributes.ts';
import { activation, type Converter, constantInput } from '../graph-writer.ts';
import { finishFused } from './activation.ts';

/** MatMul and _FusedMatMul of vectors (N, D) with constant weights. */
export const convertMatMul: Converter = (node, [x, weights, ...args], graph) => {
  const kernel = constantInput(node, weights);
  const inputs = [activation(node, x, 2), graph.constant(kernel.name, kernel)];
  if (args[0] !== undefined) {
    const bias = constantInput(node, args[0]);
    inputs.push(graph.constant(bias.name, bias));
  }
  const attributes = { transA: flag(node, 'transpose_a') ? 1 : 0, transB: flag(node, 'transpose_b') ? 1 : 0 };
  return finishFused(node, (name) => graph.add('Gemm', inputs, name, attributes), 2, args, graph);
};
