import { integers } from '../attributes.ts';
import { activation, type Converter } from '../graph-writer.ts';
import { windowAttributes } from './window.ts';

/** MaxPool and AvgPool; padding never counts in an average. */
export const convertPooling: Converter = (node, [x], graph) => {
  const [, height, width] = integers(node, 'ksize');
  const attributes = windowAttributes(node, [height!, width!]);
  graph.add(
    node.op === 'MaxPool' ? 'MaxPool' : 'AveragePool',
    [activation(node, x, 4)],
    node.name,
    attributes,
  );
  return { kind: 'activation', name: node.name, rank: 4 };
};
