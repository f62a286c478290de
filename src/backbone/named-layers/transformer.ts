import type { Layer } from '../../graph/index.ts';
import { type GraphView, isResidualSum, type NamedLayers } from './graph-view.ts';

/** `block1` … `blockN`, `norm`, `pooled` and `projection` of transformers over tokens (ViT, DINOv2, CLIP). A block has two residual
 * sums, behind its attention and behind its MLP, and ends with the second; `norm` are the tokens behind the last
 * normalization, `pooled` is the one vector that is made of them, `projection` what the last matrix makes of that (a
 * classifier's scores or an embedding).
 * Source: Dosovitskiy et al., https://arxiv.org/abs/2010.11929, figure 1. */
export const transformer: NamedLayers = (graph) => {
  const sums = graph.layers.filter((layer) => layer.shape.length === 2 && isResidualSum(graph, layer));
  const blocks = sums.filter((_, i) => i % 2 === 1);
  const end = blocks.at(-1);
  if (end === undefined) return new Map();
  const behind = descendants(graph, end);
  const norm = behind.findLast(({ shape }) => shape.join() === end.shape.join());
  const vectors = behind.filter(({ shape }) => shape.length === 1);
  const product = vectors.findLast(({ operator }) => operator === 'MatMul' || operator === 'Gemm');
  const pooled =
    product === undefined ? vectors.at(-1) : graph.layer(graph.producer(product.name)!.input[0]!);
  const projection = product && vectors.at(-1);
  return new Map(
    [
      ...blocks.map((block, i) => [`block${i + 1}`, block] as const),
      ['norm', norm] as const,
      ['pooled', pooled] as const,
      ['projection', projection] as const,
    ].flatMap(([name, layer]) => (layer === undefined ? [] : [[name, layer.name] as const])),
  );
};

/** Layers made of a layer, in the graph's order. */
function descendants(graph: GraphView, from: Layer): Layer[] {
  const found = new Set<string>();
  const pending = [from.name];
  while (pending.length > 0) {
    for (const { output } of graph.consumers(pending.pop()!)) {
      for (const name of output) {
        if (found.has(name)) continue;
        found.add(name);
        pending.push(name);
      }
    }
  }
  return graph.layers.filter(({ name }) => found.has(name));
}
