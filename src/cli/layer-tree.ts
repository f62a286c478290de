import type { Layer } from '../backbone/index.ts';

/** A line of a tree: a block with the number of layers in it, or a layer. */
export interface TreeLine {
  /** What sets the line apart within its block, indented by two spaces a level. */
  readonly label: string;
  readonly layer?: Layer;
}

interface Block {
  readonly blocks: Map<string, Block>;
  readonly layers: { readonly label: string; readonly layer: Layer }[];
  /** Names of blocks and places of layers, in the order they came. */
  readonly order: (string | number)[];
}

/** Group layers by the blocks that their names tell: `stage1/conv/relu` by its slashes, `block_2_add` by its number. A block
 * of one layer is that layer.
 * @param layers shallow to deep; a block stands where its first layer stands. */
export function layerTree(layers: readonly Layer[]): readonly TreeLine[] {
  const root = emptyBlock();
  for (const layer of layers) {
    const path = segments(layer.name);
    let block = root;
    for (const segment of path.slice(0, -1)) block = blockOf(block, segment);
    block.order.push(block.layers.length);
    block.layers.push({ label: path.at(-1)!, layer });
  }
  return linesOf(root, 0);
}

/** The path of a layer through its blocks; the last segment is its own. */
function segments(name: string): string[] {
  const path = name.split('/').filter((segment) => segment !== '');
  if (path.length !== 1) return path.length === 0 ? [name] : path;
  const numbered = /^(.*?\d)[_.]([a-z].*)$/i.exec(name);
  return numbered === null ? [name] : [numbered[1]!, numbered[2]!];
}

function emptyBlock(): Block {
  return { blocks: new Map(), layers: [], order: [] };
}

function blockOf(parent: Block, name: string): Block {
  const known = parent.blocks.get(name);
  if (known !== undefined) return known;
  const block = emptyBlock();
  parent.blocks.set(name, block);
  parent.order.push(name);
  return block;
}

function linesOf(block: Block, level: number, prefix = ''): TreeLine[] {
  const indent = '  '.repeat(level);
  return block.order.flatMap((entry) => {
    if (typeof entry === 'number') {
      const { label, layer } = block.layers[entry]!;
      return [{ label: `${indent}${prefix}${label}`, layer }];
    }
    const inner = block.blocks.get(entry)!;
    const label = `${prefix}${entry}`;
    // A chain of blocks with one member each is one line.
    if (inner.order.length === 1) return linesOf(inner, level, `${label}/`);
    return [{ label: `${indent}${label} (${countOf(inner)})` }, ...linesOf(inner, level + 1)];
  });
}

function countOf({ blocks, layers }: Block): number {
  return [...blocks.values()].reduce((sum, block) => sum + countOf(block), layers.length);
}
