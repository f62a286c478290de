import { BackboneError, didYouMean } from '../core/index.ts';
import type { OnnxModel } from './onnx/types.ts';
import { poolingNodes } from './pooling.ts';
import { pruneModel } from './prune.ts';
import type { Layer, Tap } from './types.ts';

/** Name of the output that carries a tap. */
export function tapName({ layer, pooling }: Tap): string {
  return `${layer}::${pooling}`;
}

/** Make the taps the outputs of a model, float32 of shape (N, pooledSize) each, named by `tapName`; the poolings become
 * part of the graph, and nodes and weights that no tap needs are left out.
 * @param layers as `listLayers` gives them.
 * @throws {BackboneError} If a tap names no layer. */
export function tapModel(model: OnnxModel, taps: readonly Tap[], layers: readonly Layer[]): OnnxModel {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const distinct = new Map(taps.map((tap) => [tapName(tap), tap]));
  const pooling = [...distinct].flatMap(([output, tap]) => {
    const layer = byName.get(tap.layer);
    if (layer === undefined) {
      throw new BackboneError(
        `Cannot tap layer "${tap.layer}": ${didYouMean(tap.layer, [...byName.keys()])}`,
      );
    }
    return poolingNodes(layer.name, layer.shape.length + 1, tap.pooling, output);
  });
  const { graph } = model;
  return pruneModel({ ...model, graph: { ...graph, node: [...graph.node, ...pooling] } }, [
    ...distinct.keys(),
  ]);
}
