import { BackboneError, didYouMean } from '../core/index.ts';
import { int64s, node } from './onnx/builder.ts';
import { dataTypes, type OnnxGraph, type OnnxModel } from './onnx/types.ts';
import { poolingNodes } from './pooling/pool.ts';
import { pruneModel } from './prune.ts';
import type { Layer, Tap } from './types.ts';

/** Name of the output that carries a tap. */
export function tapName({ layer, pooling }: Tap): string {
  return `${layer}::${pooling}`;
}

/** What the poolings of a tapped graph go by. */
export interface TapOptions {
  /** The input that tells real tokens (1) from padding (0), int64 or int32, (N, T), for layers of tokens; a graph that
   * has no input of this name gets one. Absent, every token counts. */
  readonly mask?: string;
}

/** Make the taps the outputs of a model, float32 of shape (N, pooledSize) each, named by `tapName`; the poolings become
 * part of the graph, and nodes and weights that no tap needs are left out.
 * @param layers as `listLayers` gives them.
 * @throws {BackboneError} If a tap names no layer. */
export function tapModel(
  model: OnnxModel,
  taps: readonly Tap[],
  layers: readonly Layer[],
  { mask }: TapOptions = {},
): OnnxModel {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const distinct = new Map(taps.map((tap) => [tapName(tap), tap]));
  const pooling = [...distinct].flatMap(([output, tap]) => {
    const layer = byName.get(tap.layer);
    if (layer === undefined) {
      throw new BackboneError(
        `Cannot tap layer "${tap.layer}": ${didYouMean(tap.layer, [...byName.keys()])}`,
      );
    }
    const masked = mask !== undefined && layer.shape.length === 2;
    return poolingNodes({ ...layer, ...(masked && { mask: floatMask }) }, tap.pooling, output);
  });
  const graph = mask === undefined ? model.graph : withMask(model.graph, mask);
  return pruneModel({ ...model, graph: { ...graph, node: [...graph.node, ...pooling] } }, [
    ...distinct.keys(),
  ]);
}

const floatMask = '::mask';

/** Give a graph its mask as the poolings read it, (N, 1, T). */
function withMask(graph: OnnxGraph, mask: string): OnnxGraph {
  const shape = int64s(`${floatMask}::shape`, [0, 1, -1]);
  const dim = [{ dimParam: 'N' }, { dimParam: 'T' }];
  const own = { name: mask, type: { tensorType: { elemType: dataTypes.int64, shape: { dim } } } };
  return {
    ...graph,
    input: graph.input.some(({ name }) => name === mask) ? graph.input : [...graph.input, own],
    initializer: [...graph.initializer, shape],
    node: [
      ...graph.node,
      node('Cast', [mask], [`${floatMask}::float`], { to: dataTypes.float32 }),
      node('Reshape', [`${floatMask}::float`, shape.name!], [floatMask]),
    ],
  };
}
