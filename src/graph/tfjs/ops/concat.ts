import { type Converter, constantInput, lastLengthOf, operand, rankOf } from '../graph-writer.ts';
import { convertedAxis } from '../layout.ts';

/** ConcatV2: the last input is the axis. */
export const convertConcat: Converter = (node, inputs, graph) => {
  const parts = inputs.slice(0, -1);
  const rank = rankOf(parts[0]!);
  const axis = convertedAxis(constantInput(node, inputs.at(-1)).values[0]!, rank);
  graph.add(
    'Concat',
    parts.map((part) => operand(node, part, rank, graph)),
    node.name,
    { axis },
  );
  return {
    kind: 'activation',
    name: node.name,
    rank,
    lastLength: rank === 1 ? sum(parts.map(lastLengthOf)) : undefined,
  };
};

function sum(lengths: readonly (number | undefined)[]): number | undefined {
  return lengths.reduce(
    (total, length) => (total === undefined || length === undefined ? undefined : total + length),
    0,
  );
}
