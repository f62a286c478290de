import { type Layer, type OnnxModel, type OnnxNode, producersOf } from '../../graph/index.ts';

/** A graph as the search for named layers sees it. */
export interface GraphView {
  /** Shallow to deep, in the graph's order within one depth. */
  readonly layers: readonly Layer[];
  layer(tensor: string): Layer | undefined;
  /** The node that makes a tensor. */
  producer(tensor: string): OnnxNode | undefined;
  consumers(tensor: string): readonly OnnxNode[];
}

/** Finds layers by the structure of a graph, whatever an export calls its tensors, whether BatchNormalization is folded
 * and whether weights pass through Identity.
 * @returns name → tensor, shallow to deep; a part that the graph does not have is left out. */
export type NamedLayers = (graph: GraphView) => ReadonlyMap<string, string>;

const activations = new Set([
  'Relu',
  'LeakyRelu',
  'PRelu',
  'Elu',
  'Clip',
  'Sigmoid',
  'HardSwish',
  'HardSigmoid',
  'Gelu',
  'Mish',
]);

/** Look at a graph and its layers. */
export function viewGraph({ graph }: OnnxModel, layers: readonly Layer[]): GraphView {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const producers = producersOf(graph);
  const consumers = new Map<string, OnnxNode[]>();
  for (const node of graph.node) {
    for (const name of new Set(node.input)) {
      const readers = consumers.get(name);
      if (readers === undefined) consumers.set(name, [node]);
      else readers.push(node);
    }
  }
  return {
    layers,
    layer: (tensor) => byName.get(tensor),
    producer: (tensor) => producers.get(tensor),
    consumers: (tensor) => consumers.get(tensor) ?? [],
  };
}

/** Whether a layer is the sum of two layers of its own shape: the end of a residual branch. */
export function isResidualSum({ producer, layer }: GraphView, { name, shape, operator }: Layer): boolean {
  if (operator !== 'Add' || shape.length < 2) return false;
  const terms = producer(name)!.input.map((term) => layer(term)?.shape.join());
  return terms.length === 2 && terms.every((term) => term === shape.join());
}

/** The layer with the activation that follows it, where one alone does. */
export function activated(graph: GraphView, given: Layer): Layer {
  const [only, ...others] = graph.consumers(given.name);
  if (only === undefined || others.length > 0) return given;
  const next = graph.layer(only.output[0]!);
  return next !== undefined && activations.has(only.opType) ? next : given;
}

/** The layer behind the BatchNormalization, Dropout or Identity that follow it. */
export function settled(graph: GraphView, given: Layer): Layer {
  const next = graph
    .consumers(given.name)
    .find(({ opType }) => ['BatchNormalization', 'Dropout', 'Identity'].includes(opType));
  const layer = next && graph.layer(next.output[0]!);
  return layer === undefined ? given : settled(graph, layer);
}

/** Whether a layer is a map of more than one position. */
export function isMap({ shape }: Layer): boolean {
  return shape.length === 3 && shape[1]! * shape[2]! !== 1;
}

const poolings = ['GlobalAveragePool', 'GlobalMaxPool', 'AveragePool', 'ReduceMean'];

/** The one value per channel that the last map is pooled to. */
export function pooledVector(graph: GraphView): Layer | undefined {
  const lastMap = graph.layers.findLast(isMap);
  const pooled = graph.layers.find(
    (layer) =>
      poolings.includes(layer.operator) &&
      !isMap(layer) &&
      graph.producer(layer.name)!.input[0] === lastMap?.name,
  );
  if (pooled === undefined) return undefined;
  const flat = graph
    .consumers(pooled.name)
    .find(({ opType }) => ['Flatten', 'Reshape', 'Squeeze'].includes(opType));
  return graph.layer(flat?.output[0] ?? '') ?? pooled;
}
