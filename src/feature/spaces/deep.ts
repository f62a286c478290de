import type { Backbone, LayerSelection, Pooling } from '../../backbone/index.ts';
import { canonicalHash } from '../../core/index.ts';
import type { FeatureSpace } from '../types.ts';
import { DECODER_VERSION, GRAPH_VERSION, PREPROCESSING_VERSION, STORE_FORMAT } from './versions.ts';

/** A feature space whose vectors are the pooled activations of one layer. */
export interface DeepSpace extends FeatureSpace {
  readonly kind: 'deep';
  readonly backbone: string;
  readonly layer: string;
  readonly pooling: Pooling;
}

/** The execution provider that every session of this build has. */
export const PROVIDER = 'cpu';

/** One feature space per layer and pooling, layer by layer, shallow to deep.
 * @throws {BackboneError} If the backbone has no such layer. */
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
        decoder: DECODER_VERSION,
        preprocessing: PREPROCESSING_VERSION,
        precision: 'float32',
        provider: PROVIDER,
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
        depth: layer.depth,
        modelBytes: backbone.bytesOf([layer.name]),
      };
    }),
  );
}
