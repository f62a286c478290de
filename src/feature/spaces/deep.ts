import type { Backbone, LayerSelection, Pooling } from '../../backbone/index.ts';
import { canonicalHash } from '../../core/index.ts';
import type { FeatureSpace } from '../types.ts';
import { GRAPH_VERSION, preprocessingVersions, STORE_FORMAT } from './versions.ts';

/** A feature space whose vectors are the pooled activations of one layer. */
export interface DeepSpace extends FeatureSpace {
  readonly kind: 'deep';
  readonly backbone: string;
  readonly layer: string;
  readonly pooling: Pooling;
}

/** One feature space per layer and pooling, layer by layer, shallow to deep.
 * @throws {BackboneError} If the backbone has no such layer, or a layer is not what a pooling requires. */
export function deepSpaces(
  backbone: Backbone,
  layers: LayerSelection,
  poolings: readonly Pooling[],
): DeepSpace[] {
  return backbone.select(layers).flatMap((layer) =>
    poolings.map((pooling): DeepSpace => {
      const spec = {
        weights: backbone.weightsHash,
        graph: GRAPH_VERSION,
        layer: layer.name,
        pooling,
        input: { ...backbone.input },
        ...preprocessingVersions(backbone.modality),
        precision: 'float32',
        provider: backbone.provider,
        store: STORE_FORMAT,
      };
      return {
        id: `${backbone.id}/${layer.name}:${pooling}`,
        kind: 'deep',
        key: canonicalHash(spec),
        spec,
        dim: backbone.dimOf({ layer: layer.name, pooling }),
        backbone: backbone.id,
        layer: layer.name,
        pooling,
        ...(backbone.weights === 'random' && { weights: backbone.weights }),
        provider: backbone.provider,
        depth: layer.depth,
        // Those of a text depend on its length.
        ...(backbone.modality === 'image' && { macs: layer.macs }),
        modelBytes: backbone.bytesOf([layer.name]),
      };
    }),
  );
}
