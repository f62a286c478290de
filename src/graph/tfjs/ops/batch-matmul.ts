import { flag } from '../attributes.ts';
import {
  addInTensorflowOrder,
  type Converter,
  type GraphWriter,
  inner,
  inTensorflowOrder,
  rankOf,
} from '../graph-writer.ts';
import type { TfjsNode, Value } from '../types.ts';

/** BatchMatMul: products of the matrices in the last two axes, either one transposed where its flag says so. */
export const convertBatchMatMul: Converter = (node, [a, b], graph) => {
  const rank = Math.max(rankOf(a!), rankOf(b!));
  const inputs = [matrices(node, a!, 'adj_x', graph), matrices(node, b!, 'adj_y', graph)];
  return addInTensorflowOrder(node, 'MatMul', inputs, rank, graph);
};

function matrices(node: TfjsNode, value: Value, transposed: string, graph: GraphWriter): string {
  const name = inTensorflowOrder(value, graph);
  if (!flag(node, transposed)) return name;
  const rank = rankOf(value);
  const perm = [...Array(rank - 2).keys(), rank - 1, rank - 2];
  return graph.add('Transpose', [name], inner(node, transposed), { perm });
}
