import type { Layer } from '../../graph/index.ts';
import {
  activated,
  type GraphView,
  isMap,
  isResidualSum,
  type NamedLayers,
  pooledVector,
} from './graph-view.ts';

/** `stem`, `stage1` … `stage4` and `pool` of networks whose residual blocks come in stages of one resolution each (ResNet,
 * ConvNeXt): a stage ends with the last residual sum of its resolution, its activation included, and the stem with what
 * the first block reads.
 * Source: He et al., https://arxiv.org/abs/1512.03385, table 1. */
export const staged: NamedLayers = (graph) => {
  const sums = graph.layers.filter((layer) => isMap(layer) && isResidualSum(graph, layer));
  const stages = new Map(sums.map((sum) => [sum.shape.slice(1).join(), sum]));
  const stem = sums[0] && blockInput(graph, sums[0]);
  const pool = pooledVector(graph);
  return new Map([
    ...(stem === undefined ? [] : [['stem', stem.name] as const]),
    ...[...stages.values()].map((sum, i) => [`stage${i + 1}`, activated(graph, sum).name] as const),
    ...(pool === undefined ? [] : [['pool', pool.name] as const]),
  ]);
};

/** Where the two branches of a sum part: the deepest tensor that both need. */
function blockInput(graph: GraphView, sum: Layer): Layer | undefined {
  const [left, right] = graph.producer(sum.name)!.input.map((term) => ancestors(graph, term));
  return graph.layers.findLast(({ name }) => left!.has(name) && right!.has(name));
}

/** A tensor and all layers that it is made of. */
function ancestors(graph: GraphView, tensor: string): Set<string> {
  const found = new Set<string>();
  const pending = [tensor];
  while (pending.length > 0) {
    const name = pending.pop()!;
    if (found.has(name) || graph.layer(name) === undefined) continue;
    found.add(name);
    pending.push(...graph.producer(name)!.input);
  }
  return found;
}
