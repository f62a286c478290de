import { dataTypes } from '../../onnx/types.ts';
import { elementType } from '../attributes.ts';
import { activation, type Converter, lastLengthOf, rankOf, refusal } from '../graph-writer.ts';

/** Cast to floats, integers or flags. */
export const convertCast: Converter = (node, [x], graph) => {
  const type = elementType(node, 'DstT');
  if (type === undefined) {
    const seen = String(node.attr?.DstT?.type);
    throw refusal(node, 'its result must be float32, int32, int64 or bool', `DataType ${seen}`);
  }
  graph.add('Cast', [activation(node, x)], node.name, { to: dataTypes[type] });
  return { kind: 'activation', name: node.name, rank: rankOf(x!), lastLength: lastLengthOf(x!) };
};
