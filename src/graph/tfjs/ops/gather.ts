import { integer } from '../attributes.ts';
import {
  addInTensorflowOrder,
  type Converter,
  constantInput,
  inTensorflowOrder,
  lastLengthOf,
  rankFrom,
  rankOf,
  refusal,
} from '../graph-writer.ts';

/** GatherV2: slices along one axis, by their numbers; the last input is the axis. */
export const convertGather: Converter = (node, [params, indices, axis], graph) => {
  const along = constantInput(node, axis).values[0]!;
  if (integer(node, 'batch_dims') !== 0) {
    throw refusal(node, 'batch_dims must be 0', String(integer(node, 'batch_dims')));
  }
  const rank = rankOf(params!) + rankOf(indices!) - 1;
  const names = [inTensorflowOrder(params!, graph), inTensorflowOrder(indices!, graph)];
  const lastAxis = along === rankOf(params!) - 1 || along === -1;
  const lastLength = lastLengthOf(lastAxis ? indices! : params!);
  return addInTensorflowOrder(node, 'Gather', names, rank, graph, {
    attributes: { axis: along },
    ...(lastLength === undefined ? {} : { lastLength }),
  });
};

/** GatherNd: the values or slices at the positions that the last axis of the indices gives. */
export const convertGatherNd: Converter = (node, [params, indices], graph) => {
  const rank = rankOf(indices!) - 1 + rankOf(params!) - rankFrom(node, indices!);
  const names = [inTensorflowOrder(params!, graph), inTensorflowOrder(indices!, graph)];
  return addInTensorflowOrder(node, 'GatherND', names, rank, graph);
};
