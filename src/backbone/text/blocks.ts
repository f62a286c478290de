import { type Layer, type OnnxModel, producersOf } from '../../graph/index.ts';

/** Operators that start something new: the tail of a block holds none of them. */
const weighted = new Set(['MatMul', 'Gemm', 'Gather', 'Conv', 'Softmax']);

/** Name the parts of a transformer that reads tokens: `embeddings`, `block1` … `blockN`, and `vector` where the deepest
 * layer is one vector a text.
 *
 * Attention is where a Softmax stands. The first residual sum behind it adds a shortcut that has passed one Softmax fewer:
 * what that shortcut carries is the output of the block before, whether blocks normalise first or last. The last block has
 * no such successor; its output is its last residual sum with the normalisation behind it.
 * @param layers shallow to deep.
 * @returns tensor → name, shallow to deep; empty for a graph without attention that can be seen. */
export function nameBlocks(model: OnnxModel, layers: readonly Layer[]): ReadonlyMap<string, string> {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const depths = attentionDepths(model);
  const sums = layers.filter((layer) => isSum(layer, model, byName));
  const shortcuts = sums.flatMap(({ name }) => {
    const terms = termsOf(model, name).map((term) => ({ term, depth: depths.get(term) ?? 0 }));
    const [near, far] = terms.sort((a, b) => a.depth - b.depth);
    return near!.depth < far!.depth ? [near!.term] : [];
  });
  const last = sums.at(-1);
  if (shortcuts.length === 0 || last === undefined) return new Map();
  const ends = new Set([...shortcuts, tailOf(model, last, byName)]);
  const names = layers
    .filter(({ name }) => ends.has(name))
    .map(({ name }, i): [string, string] => [name, i === 0 ? 'embeddings' : `block${i}`]);
  const deepest = layers.at(-1)!;
  return new Map([...names, ...(deepest.shape.length === 1 ? ([[deepest.name, 'vector']] as const) : [])]);
}

/** How many Softmax stand between the input and each tensor, on the longest way. */
function attentionDepths({ graph }: OnnxModel): Map<string, number> {
  const depths = new Map<string, number>();
  for (const { opType, input, output } of graph.node) {
    const before = Math.max(0, ...input.map((name) => depths.get(name) ?? 0));
    for (const name of output) depths.set(name, before + (opType === 'Softmax' ? 1 : 0));
  }
  return depths;
}

function termsOf({ graph }: OnnxModel, name: string): readonly string[] {
  return producersOf(graph).get(name)!.input;
}

/** A sum of two layers of tokens of one shape. */
function isSum(layer: Layer, model: OnnxModel, byName: ReadonlyMap<string, Layer>): boolean {
  return (
    layer.operator === 'Add' &&
    layer.shape.length === 2 &&
    termsOf(model, layer.name).every((term) => byName.get(term)?.shape.join() === layer.shape.join())
  );
}

/** The end of a chain without weights of its own that starts at a layer: the last tensor of its shape. */
function tailOf({ graph }: OnnxModel, start: Layer, byName: ReadonlyMap<string, Layer>): string {
  const reached = new Set([start.name]);
  let tail = start.name;
  for (const { opType, input, output } of graph.node) {
    if (weighted.has(opType) || !input.some((name) => reached.has(name))) continue;
    for (const name of output) {
      reached.add(name);
      if (byName.get(name)?.shape.join() === start.shape.join()) tail = name;
    }
  }
  return tail;
}
