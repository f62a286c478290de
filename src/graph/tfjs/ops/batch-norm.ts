import { flag, float } from '../attributes.ts';
import { activation, type Converter, constantInput, refusal } from '../graph-writer.ts';

/** FusedBatchNorm and its later versions, with the statistics of training: scale, offset, mean, variance. */
export const convertBatchNorm: Converter = (node, [x, ...statistics], graph) => {
  if (flag(node, 'is_training')) throw refusal(node, 'is_training must be false', 'true');
  const constants = statistics.map((value) => constantInput(node, value));
  const names = constants.map((constant) => graph.constant(constant.name, constant));
  graph.add('BatchNormalization', [activation(node, x, 4), ...names], node.name, {
    epsilon: float(node, 'epsilon', 1e-4),
  });
  return { kind: 'activation', name: node.name, rank: 4 };
};
