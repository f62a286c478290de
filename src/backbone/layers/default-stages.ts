import type { Layer, OnnxModel, OnnxNode } from '../../graph/index.ts';
import { producersOf } from '../../graph/index.ts';

const maxStages = 8;
const activations = [
  'Relu',
  'LeakyRelu',
  'PRelu',
  'Elu',
  'Clip',
  'Sigmoid',
  'Tanh',
  'HardSwish',
  'Gelu',
  'Selu',
];
const weighted = ['Conv', 'Gemm', 'MatMul'];
const windows = ['Conv', 'MaxPool', 'AveragePool'];

/** Choose what `stages` means for a graph without a card: the last residual sum of every shape (where there is none at a
 * resolution, the last map before it shrinks), what the last layer with weights reads, and the deepest tensor but for
 * probabilities; at most 8, shallow to deep.
 * @param layers shallow to deep. */
export function defaultStages(model: OnnxModel, layers: readonly Layer[]): string[] {
  const graph = describe(model, layers);
  const sums = residualSums(graph);
  const covered = new Set(sums.map(resolution));
  const shrinking = lastOf(beforeShrinking(graph), resolution).filter(
    (layer) => !covered.has(resolution(layer)),
  );
  const chosen = new Set([...sums, ...shrinking, ...ends(graph)]);
  if (chosen.size < 3)
    for (const layer of layers) if (activations.includes(layer.operator)) chosen.add(layer);
  return thin(layers.filter((layer) => chosen.has(layer))).map(({ name }) => name);
}

interface Described {
  readonly layers: readonly Layer[];
  readonly byName: ReadonlyMap<string, Layer>;
  readonly producers: ReadonlyMap<string, OnnxNode>;
  readonly consumers: ReadonlyMap<string, readonly OnnxNode[]>;
}

function describe({ graph }: OnnxModel, layers: readonly Layer[]): Described {
  const consumers = new Map<string, OnnxNode[]>();
  for (const node of graph.node) {
    for (const name of node.input) consumers.set(name, [...(consumers.get(name) ?? []), node]);
  }
  return {
    layers,
    byName: new Map(layers.map((layer) => [layer.name, layer])),
    producers: producersOf(graph),
    consumers,
  };
}

/** Sums of two layers of one shape, each with the activation that follows it; of those with one shape the last, but for
 * tokens (T, D), where all blocks share a shape, all. */
function residualSums({ layers, byName, producers, consumers }: Described): Layer[] {
  const sums = layers.filter((layer) => {
    const terms = producers.get(layer.name)!.input.map((name) => byName.get(name)?.shape.join());
    return (
      layer.operator === 'Add' &&
      layer.shape.length > 1 &&
      terms.every((shape) => shape === layer.shape.join())
    );
  });
  const activated = sums.map((sum) => {
    const [only, ...others] = consumers.get(sum.name) ?? [];
    const next =
      only !== undefined && others.length === 0 && activations.includes(only.opType) ? only.output[0]! : '';
    return byName.get(next) ?? sum;
  });
  return lastOf(activated, (layer) => (layer.shape.length === 3 ? layer.shape.join() : layer.name));
}

/** What convolutions and poolings with a stride read, seen through padding. */
function beforeShrinking({ layers, byName, producers }: Described): Layer[] {
  return layers.flatMap((layer) => {
    let source = byName.get(producers.get(layer.name)!.input[0]!);
    if (source?.operator === 'Pad') source = byName.get(producers.get(source.name)!.input[0]!);
    const shrinks =
      source !== undefined && isMap(source) && isMap(layer) && layer.shape[1]! <= source.shape[1]! * 0.75;
    return shrinks && windows.includes(layer.operator) ? [source!] : [];
  });
}

/** What the last layer with weights reads, and the deepest tensor but for probabilities. */
function ends({ layers, byName, producers }: Described): Layer[] {
  const features = layers.filter(({ operator }) => operator !== 'Softmax');
  const last = features.findLast(({ operator }) => weighted.includes(operator));
  const read = last && byName.get(producers.get(last.name)!.input[0]!);
  return [read, features.at(-1)].filter((layer) => layer !== undefined);
}

/** Keep at most eight, evenly spaced, the deepest always. */
function thin(layers: readonly Layer[]): readonly Layer[] {
  if (layers.length <= maxStages) return layers;
  const step = (layers.length - 1) / (maxStages - 1);
  return Array.from({ length: maxStages }, (_, i) => layers[Math.round(i * step)]!);
}

function lastOf(layers: readonly Layer[], key: (layer: Layer) => string): Layer[] {
  return [...new Map(layers.map((layer) => [key(layer), layer])).values()];
}

function isMap({ shape }: Layer): boolean {
  return shape.length === 3 && shape[1]! * shape[2]! > 1;
}

function resolution({ shape }: Layer): string {
  return shape.slice(1).join();
}
