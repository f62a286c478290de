import { activation, type Converter, constantInput, inner, rankOf } from '../graph-writer.ts';
import { perAxis } from '../layout.ts';

/** Pad and PadV2: constant padding, given as (rank, 2). */
export const convertPad: Converter = (node, [x, paddings, value], graph) => {
  const rank = rankOf(x!);
  const { values } = constantInput(node, paddings);
  const pairs = Array.from(
    { length: rank },
    (_, axis) => [values[2 * axis]!, values[2 * axis + 1]!] as const,
  );
  const ordered = rank === 4 ? perAxis(pairs) : pairs;
  const pads = [...ordered.map(([before]) => before), ...ordered.map(([, after]) => after)];
  const fill = value === undefined ? 0 : constantInput(node, value).values[0]!;
  const inputs = [activation(node, x), graph.integers(inner(node, 'pads'), pads), graph.scalar(fill)];
  graph.add('Pad', inputs, node.name);
  return { kind: 'activation', name: node.name, rank };
};
