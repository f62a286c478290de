import { float, strings } from '../attributes.ts';
import {
  activation,
  type Converter,
  type GraphWriter,
  inner,
  operand,
  rankOf,
  refusal,
} from '../graph-writer.ts';
import type { TfjsNode, Value } from '../types.ts';

/** Relu, Relu6, Elu, LeakyRelu, Sigmoid and Tanh. */
export const convertActivation: Converter = (node, [x], graph) => {
  activate(node, node.op, activation(node, x), node.name, graph);
  return { kind: 'activation', name: node.name, rank: rankOf(x!) };
};

/** Finish a fused node: add its bias and its activation, so that the result carries the node's name.
 * @param x what the node's own operation gave, of this rank.
 * @param args the inputs named by `num_args`: the bias, and the slopes where the activation is Prelu. */
export function finishFused(
  node: TfjsNode,
  bias: (name: string) => void,
  rank: number,
  args: readonly Value[],
  graph: GraphWriter,
): Value {
  const [first, kind, ...rest] = strings(node, 'fused_ops');
  if ((first !== undefined && first !== 'BiasAdd') || rest.length > 0) {
    throw refusal(
      node,
      'fused_ops must be BiasAdd and one activation',
      strings(node, 'fused_ops').join(', '),
    );
  }
  const result = { kind: 'activation', name: node.name, rank } as const;
  if (kind === undefined) {
    bias(node.name);
    return result;
  }
  const summed = inner(node, 'linear');
  bias(summed);
  if (kind === 'Prelu') graph.add('PRelu', [summed, operand(node, args[1]!, rank, graph)], node.name);
  else activate(node, kind, summed, node.name, graph);
  return result;
}

function activate(node: TfjsNode, kind: string, x: string, output: string, graph: GraphWriter): void {
  switch (kind) {
    case 'Relu':
    case 'Elu':
    case 'Sigmoid':
    case 'Tanh':
      graph.add(kind, [x], output);
      return;
    case 'Relu6':
      graph.add('Clip', [x, graph.scalar(0), graph.scalar(6)], output);
      return;
    case 'LeakyRelu': {
      const alpha = float(node, 'leakyrelu_alpha', float(node, 'alpha', 0.2));
      graph.add('LeakyRelu', [x], output, { alpha });
      return;
    }
    default:
      throw refusal(node, 'its activation must be Relu, Relu6, Elu, LeakyRelu, Prelu, Sigmoid or Tanh', kind);
  }
}
