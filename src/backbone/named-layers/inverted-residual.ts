import type { Layer } from '../../graph/index.ts';
import {
  type GraphView,
  isMap,
  isResidualSum,
  type NamedLayers,
  pooledVector,
  settled,
} from './graph-view.ts';

/** `block1` … `blockN`, `head` and `pool` of networks made of inverted residuals (MobileNetV2, MobileNetV3, EfficientNet). A
 * block ends with a linear convolution, one whose output no activation reads, or with the residual sum behind it; the head is the map that is pooled.
 * Source: Sandler et al., https://arxiv.org/abs/1801.04381, figure 3. */
export const invertedResidual: NamedLayers = (graph) => {
  const blocks = graph.layers
    .filter((layer) => layer.operator === 'Conv' && isMap(layer))
    .map((layer) => settled(graph, layer))
    .filter((layer) => isLinear(graph, layer))
    .map((layer) => sumOf(graph, layer) ?? layer);
  const head = graph.layers.findLast(isMap);
  const pool = pooledVector(graph);
  return new Map([
    ...blocks.map(({ name }, i) => [`block${i + 1}`, name] as const),
    ...(head === undefined ? [] : [['head', head.name] as const]),
    ...(pool === undefined ? [] : [['pool', pool.name] as const]),
  ]);
};

/** Whether only convolutions (perhaps behind padding) and residual sums read a layer. */
function isLinear(graph: GraphView, { name }: Layer): boolean {
  const readers = graph.consumers(name);
  return (
    readers.length > 0 &&
    readers.every(({ opType, output }) => {
      const next = graph.layer(output[0]!);
      return opType === 'Conv' || opType === 'Pad' || (next !== undefined && isResidualSum(graph, next));
    })
  );
}

/** The residual sum that a layer alone feeds; one that another block's end feeds too belongs to that block's successor. */
function sumOf(graph: GraphView, { name }: Layer): Layer | undefined {
  const [only, ...others] = graph.consumers(name);
  const next = graph.layer(only?.output[0] ?? '');
  return others.length === 0 && next !== undefined && isResidualSum(graph, next) ? next : undefined;
}
