import { activated, isMap, type NamedLayers, settled } from './graph-view.ts';

/** `block1_pool` … `block5_pool`, `fc1`, `fc2`, with their activations, and `logits`, as Keras names them.
 * Source: Simonyan and Zisserman, https://arxiv.org/abs/1409.1556, table 1. */
export const vgg: NamedLayers = (graph) => {
  const pools = graph.layers.filter((layer) => layer.operator === 'MaxPool' && isMap(layer));
  const dense = graph.layers.filter(
    ({ operator, shape }) => (operator === 'Gemm' || operator === 'MatMul') && shape.length === 1,
  );
  return new Map([
    ...pools.map(({ name }, i) => [`block${i + 1}_pool`, name] as const),
    ...dense.slice(0, -1).map((layer, i) => [`fc${i + 1}`, activated(graph, biased(layer)).name] as const),
    ...dense.slice(-1).map((layer) => ['logits', biased(layer).name] as const),
  ]);

  /** MatMul leaves its bias to an Add. */
  function biased(layer: (typeof dense)[number]) {
    const add = graph.consumers(layer.name).find(({ opType }) => opType === 'Add');
    return graph.layer(add?.output[0] ?? '') ?? settled(graph, layer);
  }
};
