import { feedsOf, readsOf } from './onnx/read.ts';
import type { OnnxGraph, OnnxNode } from './onnx/types.ts';

/** Operators whose output has as many rows as there are hits. */
const counting = new Set(['NonZero', 'Unique', 'NonMaxSuppression', 'Compress']);

/** Which inputs of an operator say how large its output is. */
const sizing: Readonly<Record<string, readonly number[]>> = {
  ConstantOfShape: [0],
  Expand: [1],
  Loop: [0],
  OneHot: [1],
  Pad: [1],
  Range: [0, 1, 2],
  Reshape: [1],
  Resize: [2, 3],
  Slice: [1, 2, 4],
  Tile: [1],
  TopK: [1],
};

/** Operators that write into their first input, so that their output has its shape whatever the others' shapes. */
const writing = new Set(['ScatterND', 'ScatterElements']);

/** The tensors that depend on values of the input, and not on its shape alone. */
export function valueTensors(graph: OnnxGraph): ReadonlySet<string> {
  const found = new Set(feedsOf(graph).map(({ name }) => name));
  for (const node of graph.node) {
    if (node.opType === 'Shape' || node.opType === 'Size') continue;
    if (readsOf(node).some((name) => found.has(name))) for (const name of node.output) found.add(name);
  }
  return found;
}

/** The tensors whose shape may depend on values of the input, and not on its shape alone, each with the node that makes it
 * so. A tensor behind such a node counts as one of them, even where its own shape happens to be fixed: two runs on
 * different values tell. */
export function dynamicTensors(graph: OnnxGraph): ReadonlyMap<string, OnnxNode> {
  const fromValues = valueTensors(graph);
  const culprits = new Map<string, OnnxNode>();
  for (const node of graph.node) {
    const { opType, input, output } = node;
    const reads = readsOf(node);
    const counts = counting.has(opType) && reads.some((name) => fromValues.has(name));
    const sized = (sizing[opType] ?? []).some((at) => fromValues.has(input[at] ?? ''));
    const source = (writing.has(opType) ? input.slice(0, 1) : reads).find((name) => culprits.has(name));
    const culprit = source === undefined ? node : culprits.get(source)!;
    if (source !== undefined || sized || counts) for (const name of output) culprits.set(name, culprit);
  }
  return culprits;
}
