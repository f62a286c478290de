import { activation, type Converter, constantInput, type GraphWriter } from '../graph-writer.ts';
import { transpose } from '../layout.ts';
import type { Constant, TfjsNode, Value } from '../types.ts';
import { finishFused } from './activation.ts';
import { windowAttributes } from './window.ts';

/** Conv2D and _FusedConv2D: weights (H, W, in, out). */
export const convertConvolution: Converter = (node, [x, weights, ...args], graph) => {
  const kernel = constantInput(node, weights);
  return convolve(node, x, transpose(kernel, [3, 2, 0, 1]), 1, args, graph);
};

/** DepthwiseConv2dNative and FusedDepthwiseConv2dNative: weights (H, W, in, multiplier); output channel
 * `c * multiplier + m` is input channel c with its filter m, which is also the order of ONNX groups. */
export const convertDepthwise: Converter = (node, [x, weights, ...args], graph) => {
  const kernel = constantInput(node, weights);
  const [height, width, channels, multiplier] = kernel.shape;
  const grouped = transpose(kernel, [2, 3, 0, 1]);
  const shape = [channels! * multiplier!, 1, height!, width!];
  return convolve(node, x, { ...grouped, shape }, channels!, args, graph);
};

function convolve(
  node: TfjsNode,
  x: Value | undefined,
  kernel: Constant,
  group: number,
  args: readonly Value[],
  graph: GraphWriter,
): Value {
  const map = activation(node, x, 4);
  const weights = graph.constant(`${kernel.name}::oihw`, kernel);
  const bias = args[0] === undefined ? [] : [biasOf(node, args[0], graph)];
  const attributes = { ...windowAttributes(node, [kernel.shape[2]!, kernel.shape[3]!]), group };
  const write = (name: string) => graph.add('Conv', [map, weights, ...bias], name, attributes);
  return finishFused(node, write, 4, args, graph);
}

function biasOf(node: TfjsNode, value: Value, graph: GraphWriter): string {
  const bias = constantInput(node, value);
  return graph.constant(bias.name, bias);
}
